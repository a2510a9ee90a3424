import { testBodies, testEndless, testMessages, testOrder } from "@viking-kb/endpoint/testing";
import { afterAll } from "vitest";
import { startMock } from "./start-mock.js";

const mock = await startMock({ port: 0 });
afterAll(() => mock.close());

const target = { port: mock.port, sign: async () => ({ authorization: "HMAC-SHA256 not-verified" }) };
testBodies(target);
testMessages(target);
testOrder(target);
testEndless(target);
