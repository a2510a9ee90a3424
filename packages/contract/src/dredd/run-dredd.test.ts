import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { expect, it, onTestFinished, vi } from "vitest";
import { listen } from "../../testing/loopback.js";
import { pairsOf, readStrictContract } from "../strict-contract.js";
import { dreddContract } from "./dredd-layer.js";
import { type DreddVerdict, runDredd } from "./run-dredd.js";

const contract = readStrictContract();
const [pair] = pairsOf(contract);
const timeoutMilliseconds = 60_000;

/**
 * Runs Dredd with one pair of the contract; resolves to its verdicts, and to the answers that a hook saw. Timers stand
 * still unless the listener lets them go on.
 */
async function runAgainst(listener: RequestListener): Promise<{ verdicts: DreddVerdict[]; seen: number }> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { url, close } = await listen(createServer(listener));
  onTestFinished(async () => {
    vi.useRealTimers();
    await close();
  });
  let seen = 0;
  const verdicts = await runDredd({
    endpoint: url,
    contract: dreddContract(contract, pair ? [pair] : []),
    handlers: {
      beforeAll: async () => {},
      beforeEach: async () => {},
      beforeEachValidation: async () => {
        seen += 1;
      },
    },
    timeoutMilliseconds,
    failFast: false,
    verbose: false,
  });
  return { verdicts: [...verdicts.values()], seen };
}

/** Calls back with each part of an answer that has come to Dredd, which tells of none. */
function onData(callBack: () => void): void {
  const listen = (message: unknown) => (message as { response: IncomingMessage }).response.on("data", callBack);
  subscribe("http.client.response.finish", listen);
  onTestFinished(() => {
    unsubscribe("http.client.response.finish", listen);
  });
}

it("waits no longer for an answer that comes in drops", async () => {
  const { verdicts, seen } = await runAgainst((_request, response) => {
    onData(() => {
      vi.advanceTimersByTime(timeoutMilliseconds / 4);
      response.write(" ");
    });
    response.writeHead(200, { "content-type": "application/json" }).write('{"code":0}');
  });
  expect(verdicts.map(({ outcome, message }) => [outcome, message])).toEqual([
    ["failed", expect.stringContaining(`no answer: nothing more within ${timeoutMilliseconds} ms`)],
  ]);
  expect(seen).toBe(0);
});

it("ends at an answer that Dredd is never told of", async () => {
  const run = runAgainst((request) => {
    request.socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
    // That is when Node has ended the connection without an event.
    request.socket.once("close", () => vi.advanceTimersByTime(timeoutMilliseconds + 1000));
  });
  await expect(run).rejects.toThrow(`nothing more within ${timeoutMilliseconds} ms`);
});
