import { Agent } from "node:http";
import type { Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import type { Listening } from "../../testing/loopback.js";
import { startSocketStranger } from "../../testing/strangers.js";
import { sendRequest } from "./sender.js";

const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
const agent = new Agent({ keepAlive: true });
let stranger: Listening;
afterEach(() => {
  agent.destroy();
  return stranger.close();
});

/** Sends one request after the other to a server that does with the nth request, counted from 0, what it is told to. */
async function sendEach(count: number, meet: (socket: Socket, request: number) => void): Promise<string[]> {
  let requests = 0;
  stranger = await startSocketStranger((socket) => {
    socket.on("data", () => {
      meet(socket, requests);
      requests += 1;
    });
  });
  const wire = { url: new URL(stranger.url), method: "POST", headers: {}, body: "" };
  const told: string[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    told.push(
      await sendRequest(wire, { agent, timeoutMilliseconds: 2000 }).then(
        ({ status }) => String(status),
        (error: Error) => error.message,
      ),
    );
  }
  return [...told, `${requests} seen`];
}

it("sends again what a connection that was kept open brought no answer to", async () => {
  const told = await sendEach(2, (socket, request) =>
    request === 1 ? socket.resetAndDestroy() : socket.write(answer),
  );
  expect(told).toEqual(["200", "200", "3 seen"]);
});

it("sends again but once", async () => {
  const told = await sendEach(2, (socket, request) => (request > 0 ? socket.destroy() : socket.write(answer)));
  expect(told).toEqual(["200", "socket hang up", "3 seen"]);
});

it("sends nothing again over a connection of its own", async () => {
  expect(await sendEach(1, (socket) => socket.destroy())).toEqual(["socket hang up", "1 seen"]);
});

it("sends nothing again of which an answer began", async () => {
  const told = await sendEach(2, (socket, request) =>
    request === 0 ? socket.write(answer) : socket.write(answer.slice(0, -1), () => socket.destroy()),
  );
  expect(told).toEqual(["200", "aborted", "2 seen"]);
});

it("takes a switch to another protocol for no answer", async () => {
  const told = await sendEach(1, (socket) =>
    socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"),
  );
  expect(told).toEqual(["another protocol than HTTP/1.1", "1 seen"]);
});
