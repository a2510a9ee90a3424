import type { AddressInfo } from "node:net";
import { signRequest } from "@viking-kb/auth";
import { afterAll, expect, test } from "vitest";
import { type RunningServer, runServer } from "../../testing/running-server.js";
import { keys } from "../../testing/sample-content.js";
import { createServer } from "./create-server.js";

const running: RunningServer = await runServer();
const { server } = createServer({ storage: running.storage });
// Routes as somebody would add them who forgets about signatures.
server.get("/open", async () => "the inside");
server.post("/open", async () => "the inside");
server.register(async (plugin) => void plugin.get("/open", async () => "the inside"), { prefix: "/plugin" });
server.route({ method: ["PUT", "DELETE"], url: "/open", handler: (_request, reply) => reply.send("the inside") });
await server.listen({ port: 0, host: "127.0.0.1" });
const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
afterAll(async () => {
  await server.close();
  await running.stop();
});

const added = [
  ["GET", "/open"],
  ["HEAD", "/open"],
  ["POST", "/open"],
  ["PUT", "/open"],
  ["DELETE", "/open"],
  ["GET", "/plugin/open"],
] as const;

test.each(added)("%s %s, which was added without a thought, refuses who has not signed", async (method, path) => {
  const answer = await fetch(url + path, { method });
  expect(answer.status).toBe(401);
  const envelope = { code: 1000001, message: "unauthorized", request_id: answer.headers.get("x-tt-logid") };
  expect(await answer.text()).toBe(method === "HEAD" ? "" : JSON.stringify(envelope));
});

test.each(added)("%s %s is there for who has signed", async (method, path) => {
  const headers = await signRequest({ method, url: url + path }, { credentials: keys.reader });
  const answer = await fetch(url + path, { method, headers });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe(method === "HEAD" ? "" : "the inside");
});
