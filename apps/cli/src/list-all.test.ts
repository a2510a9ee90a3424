import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AnsweringServer, startAnsweringServer, success } from "../testing/answering-server.js";
import { recordTerminal } from "../testing/recorded-terminal.js";
import { run } from "./run.js";

const total = 100_000;
let server: AnsweringServer;
beforeAll(async () => {
  server = await startAnsweringServer();
  server.answer = (body) => {
    const { offset = 0, limit = 100 } = body as { offset?: number; limit?: number };
    const point_list = Array.from({ length: Math.min(limit, total - offset) }, (_, index) => pointAt(offset + index));
    return success({ collection_name: "faq", total_num: total, count: point_list.length, point_list });
  };
});
afterAll(() => server.close());

const pointAt = (index: number) => ({
  collection_name: "faq",
  point_id: `doc-${String(index).padStart(6, "0")}`,
  content: `point ${index}`,
  doc_info: { doc_id: "doc" },
});
const argv = (...more: string[]) => [
  "--profile",
  "mock",
  "--endpoint",
  server.url,
  "points",
  "list",
  "faq",
  "--all",
  ...more,
];

test.each([{ more: [] }, { more: ["--json"] }, { more: ["--full"] }])(
  "a reader that has seen enough of 100,000 points ends it: $more",
  async ({ more }) => {
    const command = fileURLToPath(new URL("../bin/viking-kb.js", import.meta.url));
    const before = server.requests.length;
    const script = '{ "$0" "$@"; echo "ended with $?" >&2; } | head -n 3';
    const shell = spawn("/bin/sh", ["-c", script, process.execPath, command, ...argv(...more)], { stdio: "pipe" });
    const [output, errors] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
    expect(output.split("\n")).toHaveLength(4);
    expect(errors).toBe("ended with 0\n");
    // What a pipe takes unasked, and the page ahead: far from the thousand pages that there are.
    expect(server.requests.length - before).toBeLessThan(50);
  },
);

test.each([
  { more: ["--json"], first: `${JSON.stringify(pointAt(99_750))}`, last: JSON.stringify(pointAt(99_999)), lines: 250 },
  { more: [], first: "point_id    type  title  content", last: "doc-099999               point 99999", lines: 251 },
  { more: ["--full"], first: "doc-099750", last: "  point 99999", lines: 749 },
])("every point to the last: $more", async ({ more, first, last, lines }) => {
  const terminal = recordTerminal();
  expect(await run(argv(...more, "--offset", "99750"), terminal)).toBe(0);
  const shown = terminal.output.trimEnd().split("\n");
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([lines, first, last]);
  expect(terminal.errors).toBe(
    more.includes("--json") ? "" : "showing 250 points in faq, all from --offset 99750 on\n",
  );
});
