export { type Bounds, bounds, type TimeLimits, timeLimits } from "./bounds.js";
export { endUnlessWhole } from "./end-connection.js";
export { createEndpoint, type Endpoint } from "./endpoint.js";
export { newRequestId, successEnvelope } from "./envelope.js";
export { parseBody } from "./parse-body.js";
export { discardBody, HungUp, maximumBodyBytes } from "./read-body.js";
export { readCall } from "./read-call.js";
export { invalidRequest, pathOf, Refusal, refuseMethod } from "./refusal.js";
export { sendAnswer, sendError } from "./send-answer.js";
