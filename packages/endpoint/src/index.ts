export { endUnlessWhole } from "./end-connection.js";
export { createEndpoint, type Endpoint, type EndpointOptions, type TimeLimits, timeLimits } from "./endpoint.js";
export { envelopeHeaders, errorEnvelope, newRequestId, successEnvelope } from "./envelope.js";
export type { Address } from "./listen.js";
export { parseBody } from "./parse-body.js";
export { discardBody, HungUp, readBody } from "./read-body.js";
export { invalidRequest, Refusal } from "./refusal.js";
export { pathOf, refuseUnknown } from "./refuse-unknown.js";
