export {
  createFakeKnowledgeBase,
  type FakeKnowledgeBase,
  type FakeOptions,
} from "./create-fake-knowledge-base.js";
export type { FakeCollection, FakeData, FakeDocument, FakePipeline, FakePoint, FakeTask } from "./fake-data.js";
export type { FakeFailure } from "./fake-failure.js";
export type { FakeRequest } from "./fake-fetch.js";
export type { ExampleName, ExampleNames } from "./generated/example-name.js";
export type { OperationId } from "./generated/operations.js";
export { type PreferredAnswer, preferExample } from "./prefer-example.js";
