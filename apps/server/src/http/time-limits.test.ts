import type { AddressInfo } from "node:net";
import { afterAll, test } from "vitest";
import { paths } from "../../testing/contract-answer.js";
import { expectInvalid } from "../../testing/expect-envelope.js";
import { sendRaw } from "../../testing/raw-request.js";
import { runServer } from "../../testing/running-server.js";
import { readOperations } from "../contract/read-operations.js";
import { handlers } from "../routes/handlers.js";
import { createServer } from "./create-server.js";
import { registerOperations } from "./register-operations.js";
import { timeLimits } from "./time-limits.js";

const running = await runServer();
const limits = { ...timeLimits, head: 50, request: 100, check: 10 };
const operations = readOperations();
const server = createServer({ storage: running.storage, logger: running.logger }, operations, limits);
registerOperations(server, operations, handlers, running.storage);
await server.listen({ port: 0, host: "127.0.0.1" });
const { port } = server.server.address() as AddressInfo;
afterAll(async () => {
  await server.close();
  await running.stop();
});

const head = `POST ${paths.getTaskInfo} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n`;
test.each([
  ["a head that does not end", head],
  ["a body that does not end", `${head}\r\n{`],
])("Whoever keeps the server waiting with %s is told so", async (_what, message) => {
  expectInvalid(running, await sendRaw(port, message), 408, "HTTP: Request timeout");
});
