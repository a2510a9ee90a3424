export { type Bounds, bounds, type TimeLimits, timeLimits } from "./bounds.js";
export { endUnlessWhole } from "./end-connection.js";
export { createEndpoint, type Endpoint } from "./endpoint.js";
export { envelopeHeaders, errorEnvelope, newRequestId, successEnvelope } from "./envelope.js";
export { parseBody } from "./parse-body.js";
export { discardBody, HungUp, maximumBodyBytes, readBody } from "./read-body.js";
export { invalidRequest, pathOf, Refusal, refuseUnknown } from "./refusal.js";
