import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { afterEach, expect, it } from "vitest";
import { type AnswerProxy, startAnswerProxy } from "./answer-proxy.js";

const servers: Server[] = [];
let proxy: AnswerProxy | undefined;
afterEach(async () => {
  await proxy?.close();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<URL> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const breakers: { title: string; target: () => Server }[] = [
  { title: "resets at once", target: () => createServer((socket) => socket.resetAndDestroy()) },
  {
    title: "resets within its answer",
    target: () =>
      createHttpServer(((_request, response) => {
        response.writeHead(200, { "content-length": 100 });
        response.write("{", () => response.socket?.resetAndDestroy());
      }) satisfies RequestListener),
  },
];
// An error that nobody handled would end the process, and with it this test.
it.each(breakers)("passes a target that $title on as a broken connection", async ({ target }) => {
  proxy = await startAnswerProxy(await listen(target()), (answer) => answer);
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(fetch(proxy.url, { method: "POST", body: "{}" }).then((answer) => answer.text())).rejects.toThrow();
  }
});

it("does not leave the target waiting when the client hangs up", async () => {
  let targetClosed: Promise<unknown> | undefined;
  const target = createHttpServer((request) => {
    targetClosed = once(request.socket, "close");
    client.destroy();
  });
  proxy = await startAnswerProxy(await listen(target), (answer) => answer);
  const client = connect(Number(new URL(proxy.url).port), "127.0.0.1");
  client.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
  await once(client, "close");
  await targetClosed;
  expect(targetClosed).toBeDefined();
});
