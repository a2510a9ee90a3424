// What is loaded at the first failure, by load-failures.ts.
export { beforeRetry } from "../transport/retry.js";
export { answerError } from "./answer-errors.js";
export { connectionError } from "./connection-error.js";
