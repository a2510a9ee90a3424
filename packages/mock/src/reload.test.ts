import { EventEmitter, once } from "node:events";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { operations } from "@viking-kb/spec";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { pathOf, strictContract } from "../testing/cases.js";
import { envelopeOf, post } from "../testing/send.js";
import { type Mock, startMock } from "./start-mock.js";

const operationCount = Object.keys(operations).length;
const eventually = { timeout: 30_000 };
const path = pathOf("getTaskInfo");
let folder: string;
let file: string;
let lines: string[];
let mock: Mock | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "viking-kb-mock-"));
  file = join(folder, "contract.json");
  lines = [];
});
afterEach(async () => {
  await mock?.close();
  rmSync(folder, { recursive: true });
});

/** The strict contract with another answer to a task's documented request. */
function contractAnswering(percentage: number) {
  const contract = strictContract();
  contract.paths[path].post.responses["200"].content["application/json"].examples.documented.value.data.percentage =
    percentage;
  return contract;
}
const write = (content: string) => writeFileSync(file, content);
const replace = (content: string) => {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
};
const start = async (watch: boolean) => {
  write(JSON.stringify(contractAnswering(1)));
  mock = await startMock({ port: 0, contract: file, watch, log: (line) => lines.push(line) });
  return mock;
};
const percentage = async ({ url }: Mock) => {
  const answer = await post(url + path, { task_id: "xxx" });
  return (await envelopeOf(answer)).data?.percentage;
};

test.each([
  ["replaced", replace],
  ["written over", write],
])("A watched contract that is %s is served, time and again", async (_how, change) => {
  const mock = await start(true);
  expect(await percentage(mock)).toBe(1);
  for (const next of [2, 3]) {
    change(JSON.stringify(contractAnswering(next)));
    await vi.waitFor(async () => expect(await percentage(mock)).toBe(next), eventually);
  }
  expect(lines.at(-1)).toBe(`Reloaded ${file}: ${operationCount} operations.`);
});

test("A broken contract is named and the one before stays, until a good one comes", async () => {
  const mock = await start(true);
  replace('{"openapi":"3.0.3",');
  await vi.waitFor(() => expect(lines).toHaveLength(1), eventually);
  expect(lines[0]).toContain(`Kept the contract from before. Cannot mock ${file}: `);
  expect(await percentage(mock)).toBe(1);
  replace(JSON.stringify(contractAnswering(2)));
  await vi.waitFor(async () => expect(await percentage(mock)).toBe(2), eventually);
});

test("Without watch a change counts after reload()", async () => {
  const mock = await start(false);
  replace(JSON.stringify(contractAnswering(2)));
  expect(await percentage(mock)).toBe(1);
  await mock.reload();
  expect(await percentage(mock)).toBe(2);

  replace("{}");
  await expect(mock.reload()).rejects.toThrow(`Cannot mock ${file}: Unsupported document format`);
  expect(await percentage(mock)).toBe(2);
  expect(mock.operations).toHaveLength(operationCount);
});

test("Of two reloads at once the later one stays, though the earlier takes longer", async () => {
  // The contract's answer stands elsewhere, where it is waited for.
  const moments = new EventEmitter();
  const asked = once(moments, "asked");
  const elsewhere = createServer((_request, response) => {
    moments.emit("asked");
    moments.once("released", () => response.end(JSON.stringify({ description: "held" })));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void elsewhere.close());
  await once(elsewhere, "listening");
  const { port } = elsewhere.address() as AddressInfo;

  const contract = contractAnswering(1);
  const { responses } = contract.paths[path].post;
  mock = await startMock({ port: 0, contract });
  responses["404"] = { $ref: `http://127.0.0.1:${port}/answer.json` };
  const earlier = mock.reload();
  await asked;
  delete responses["404"];
  responses["200"].content["application/json"].examples.documented.value.data.percentage = 2;
  const later = mock.reload();
  // By now the later one would be done.
  expect(await percentage(mock)).toBe(1);
  moments.emit("released");
  await Promise.all([earlier, later]);
  expect(await percentage(mock)).toBe(2);
});

test("A request under way is answered from the contract that it met", async () => {
  const mock = await start(false);
  const socket = connect(mock.port, "127.0.0.1");
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\nContent-Type: application/json\r\n`;
  socket.write(`${head}Content-Length: 17\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n`);
  // The interim answer shows that the request has arrived.
  await new Promise((resolve) => socket.once("data", resolve));
  replace(JSON.stringify(contractAnswering(2)));
  await mock.reload();
  expect(await percentage(mock)).toBe(2);
  socket.write('{"task_id":"xxx"}');
  expect(await text(socket)).toContain('"percentage":1,');
});
