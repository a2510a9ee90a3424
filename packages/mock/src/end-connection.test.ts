import { Duplex } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { endConnectionWithAnswer } from "./end-connection.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** A connection whose client sends nothing more and does not hang up, and which Node ends once the answer is written. */
function openConnection() {
  const socket = new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done(), autoDestroy: false });
  endConnectionWithAnswer(socket);
  return { socket, end: () => (socket as Duplex & { destroySoon(): void }).destroySoon() };
}

test("A connection is left alone until its answer is written, then half closed, and cut 2 s later", () => {
  const { socket, end } = openConnection();
  expect([socket.writableEnded, vi.getTimerCount()]).toEqual([false, 0]);
  end();
  expect([socket.writableEnded, socket.destroyed]).toEqual([true, false]);
  vi.advanceTimersByTime(1999);
  expect(socket.destroyed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(socket.destroyed).toBe(true);
});

test("A connection that the client has closed leaves no timer", async () => {
  const { socket, end } = openConnection();
  end();
  expect(vi.getTimerCount()).toBe(1);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.destroy();
  await closed;
  expect(vi.getTimerCount()).toBe(0);
});
