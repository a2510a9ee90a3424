// What is loaded at the first failure, by load-failures.ts.
export { answerFailure } from "./answer-failure.js";
export { beforeRetry } from "./before-retry.js";
export { unanswered } from "./unanswered.js";
