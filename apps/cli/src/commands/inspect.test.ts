import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Mock, startMock } from "@viking-kb/mock";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { recordTerminal } from "../../testing/recorded-terminal.js";
import { run } from "../run.js";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

const onMock = () => ["--profile", "mock", "--endpoint", mock.url];

/** Starts the command, and ends it when the test has; waits until it has said all that it says. */
async function inspect(argv: readonly string[], { columns, says }: { columns?: number | undefined; says: RegExp }) {
  const interruption = new AbortController();
  const terminal = recordTerminal({ columns, signal: interruption.signal });
  const ended = run([...onMock(), "inspect", ...argv], terminal);
  onTestFinished(async () => {
    interruption.abort();
    await ended;
  });
  await expect.poll(() => terminal.output + terminal.errors, { timeout: 20_000 }).toMatch(says);
  return { terminal, end: () => interruption.abort(), ended };
}

const address = /^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}\n$/;
const rows: { what: string; argv: string[]; columns?: number; output: RegExp; errors: RegExp }[] = [
  { what: "its address alone on a pipe", argv: [], output: address, errors: /^Open it in a browser .* ends it\.\n$/s },
  {
    what: "both on a terminal",
    argv: [],
    columns: 80,
    output: /^http\S+\n\nOpen it .* can read what\n {2}the key can, until Ctrl-C ends it\.\n$/,
    errors: /^$/,
  },
  { what: "it in Chinese", argv: ["--lang", "zh"], output: address, errors: /^请在本机的浏览器中打开/ },
  { what: "it as JSON", argv: ["--json"], output: /^\{\n {2}"url": "http:\S+"\n\}\n$/, errors: /^$/ },
  { what: "the place of a collection", argv: ["知识"], output: /\/collections\/%E7%9F%A5%E8%AF%86#/, errors: /^Open/ },
];
test.each(rows)("says $what, and ends with 0", async ({ argv, columns, output, errors }) => {
  const says = argv.includes("--json") ? /\}\n$/ : /Ctrl-C/;
  const { terminal, end, ended } = await inspect(argv, { columns, says });
  end();
  expect(await ended).toBe(0);
  expect(terminal.output).toMatch(output);
  expect(terminal.errors).toMatch(errors);
});

test("serves the page, what it looks at, and its calls, until it is interrupted", async () => {
  const argv = ["handbook", "--project", "support", "--timeout", "60", "--retries", "0", "--lang", "zh"];
  const { terminal, end, ended } = await inspect(argv, { says: /Ctrl-C/ });
  const { origin, hash } = new URL(terminal.output);
  const headers = { "x-viking-kb-token": hash.slice(1), "content-type": "application/json" };
  expect(await (await fetch(origin)).text()).toMatch(/^<!doctype html>/i);
  expect(await (await fetch(`${origin}/session`, { headers })).json()).toEqual({
    endpoint: mock.url,
    region: "cn-beijing",
    profile: "mock",
    project: "support",
    lang: "zh",
    collection: "handbook",
    limits: { timeoutMs: 65_000, attemptTimeoutMs: 65_000, retries: 0 },
  });
  const body = '{"task_id":"xxx"}';
  const asked = await fetch(`${origin}/api/knowledge/task/info`, { method: "POST", headers, body });
  expect(await asked.json()).toMatchObject({ code: 0, data: { status: "success" } });
  end();
  expect(await ended).toBe(0);
  await expect(fetch(origin)).rejects.toThrow();
});

describe("serves nothing, with 2,", () => {
  const rows = [
    { what: "with --curl", argv: ["--curl"], says: "error: --curl prints one call, and a page makes many.\n" },
    { what: "with an empty name", argv: [""], says: "error: No collection is named.\n" },
    { what: "with a port that is none", argv: ["--port", "65536"], says: "It must be a whole number from 0 to 65535." },
    { what: "with an endpoint that is none", argv: ["--endpoint", "ftp://x"], says: "error: The endpoint must be " },
    { what: "with a region that cannot be signed for", argv: ["--region", "a/b"], says: "It comes from a flag, " },
    { what: "with a profile that is not there", argv: ["--profile", "other"], says: 'There is no profile "other"' },
  ];
  test.each(rows)("$what", async ({ argv, says }) => {
    const terminal = recordTerminal();
    expect(await run([...onMock(), "inspect", ...argv], terminal)).toBe(2);
    expect(terminal.output).toBe("");
    expect(terminal.errors).toContain(says);
  });

  test("where the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const terminal = recordTerminal();
    expect(await run([...onMock(), "inspect", "--port", String(port)], terminal)).toBe(2);
    expect(terminal.errors).toBe(
      `error: Cannot listen on port ${port}: it is taken. Choose another, or 0 for any that is free.\n`,
    );
  });
});
