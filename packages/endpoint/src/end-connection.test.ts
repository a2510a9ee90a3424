import { Duplex } from "node:stream";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { endConnection, endConnectionWithAnswer } from "./end-connection.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** A connection whose client sends nothing more and does not hang up. */
function openConnection() {
  let written = "";
  const socket = new Duplex({
    read: () => {},
    write: (chunk, _encoding, done) => {
      written += chunk;
      done();
    },
    autoDestroy: false,
  });
  return { socket, written: () => written };
}

const ends: Record<string, [end: (socket: Duplex) => void, written: string]> = {
  "with last words": [(socket) => endConnection(socket, "HTTP/1.1 400"), "HTTP/1.1 400"],
  "with nothing": [(socket) => endConnection(socket), ""],
  "with its answer": [
    (socket) => {
      endConnectionWithAnswer(socket);
      (socket as Duplex & { destroySoon(): void }).destroySoon();
    },
    "",
  ],
};
describe.each(Object.entries(ends))("A connection that is ended %s", (_how, [end, lastWords]) => {
  test("is half closed at once, and cut when the client still keeps it 2 s later", () => {
    const { socket, written } = openConnection();
    end(socket);
    expect([socket.writableEnded, socket.destroyed, written()]).toEqual([true, false, lastWords]);
    vi.advanceTimersByTime(1999);
    expect(socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(socket.destroyed).toBe(true);
  });

  test("leaves no timer once the client has closed it", async () => {
    const { socket } = openConnection();
    end(socket);
    expect(vi.getTimerCount()).toBe(1);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.destroy();
    await closed;
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("A connection that is to end with an answer is left alone until that is written", () => {
  const { socket } = openConnection();
  endConnectionWithAnswer(socket);
  expect([socket.writableEnded, vi.getTimerCount()]).toEqual([false, 0]);
});
