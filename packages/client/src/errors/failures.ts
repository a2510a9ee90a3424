// One module for everything that is loaded at the first failure (load-failures.ts).
export { beforeRetry } from "../transport/retry.js";
export { answerError } from "./answer-errors.js";
export { connectionError } from "./connection-error.js";
