// The hooks as they are, and after them the last transaction is lost.
const hooks = require("hooks");

const { handlers } = hooks.configuration.custom;
hooks.beforeAll((all, done) => void handlers.beforeAll(all).then(() => done(all.pop())));
hooks.beforeEach((one, done) => void handlers.beforeEach(one).then(done));
hooks.beforeEachValidation((one, done) => void handlers.beforeEachValidation(one).then(done));
