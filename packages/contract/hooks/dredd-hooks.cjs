// Dredd loads hooks from CommonJS alone: an ES module only draws a warning, and the run goes on without it.
// So this file holds no more than the wiring; what the hooks do comes in with the configuration.
const hooks = require("hooks");

const { handlers } = hooks.configuration.custom;

// Dredd waits for a hook only if it takes `done`, and a rejection that nobody handles ends the process in silence.
hooks.beforeAll((transactions, done) => void handlers.beforeAll(transactions).then(done, done));
hooks.beforeEach((transaction, done) => void handlers.beforeEach(transaction).then(done, done));
hooks.beforeEachValidation((transaction, done) => void handlers.beforeEachValidation(transaction).then(done, done));
