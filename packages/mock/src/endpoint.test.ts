import {
  allowedOrigins,
  testBodies,
  testEndless,
  testMessages,
  testNoPages,
  testOrder,
  testPages,
  testPing,
} from "@viking-kb/endpoint/testing";
import { afterAll } from "vitest";
import { startMock } from "./start-mock.js";

const mock = await startMock({ port: 0 });
const forPages = await startMock({ port: 0, cors: allowedOrigins });
afterAll(() => Promise.all([mock.close(), forPages.close()]));

const sign = async () => ({ authorization: "HMAC-SHA256 not-verified" });
const target = { port: mock.port, sign };
testBodies(target);
testMessages(target);
testOrder(target);
testPing(target);
testNoPages(target);
testPages({ port: forPages.port, sign });
testEndless(target);
