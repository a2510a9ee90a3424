// What is loaded at the first failure, by load-failures.ts.
export { answerFailure } from "./answer-failure.js";
export { answerTooLong } from "./answer-too-long.js";
export { beforeRetry } from "./before-retry.js";
export { invalidResponse } from "./invalid-response.js";
export { unanswered } from "./unanswered.js";
