import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { dreddContract } from "./dredd-contract.js";
import { type DreddVerdict, runDredd } from "./run-dredd.js";
import { pairsOf, readStrictContract } from "./strict-contract.js";

const contract = readStrictContract();
const [pair] = pairsOf(contract);
let close = () => {};
afterEach(() => close());

/** Runs Dredd with one pair of the contract; resolves to its verdicts, and to the answers that a hook saw. */
async function runAgainst(listener: RequestListener): Promise<{ verdicts: DreddVerdict[]; seen: number }> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  let seen = 0;
  const verdicts = await runDredd({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    contract: dreddContract(contract, pair ? [pair] : []),
    handlers: {
      beforeAll: async () => {},
      beforeEach: async () => {},
      beforeEachValidation: async () => {
        seen += 1;
      },
    },
    timeoutMilliseconds: 300,
    failFast: false,
    verbose: false,
  });
  return { verdicts: [...verdicts.values()], seen };
}

it("waits no longer for an answer that comes in drops", async () => {
  const { verdicts, seen } = await runAgainst((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).write('{"code":0}');
    const drops = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(drops));
  });
  expect(verdicts.map(({ outcome, message }) => [outcome, message])).toEqual([
    ["failed", expect.stringContaining("no answer: nothing more within 300 ms")],
  ]);
  expect(seen).toBe(0);
});

it("ends at an answer that Dredd is never told of", async () => {
  const run = runAgainst((request) => {
    request.socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
  });
  await expect(run).rejects.toThrow("nothing more within 300 ms");
});
