import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";

const command = fileURLToPath(new URL("../bin/viking-kb-demo.js", import.meta.url));

let running: ChildProcess | undefined;
afterEach(() => {
  running?.kill("SIGKILL");
});

interface Run {
  readonly child: ChildProcess;
  /** Everything written so far, standard output and errors together. */
  text(): string;
  /** Resolves once the output holds a text; rejects with the output when the command ends without it. */
  shows(text: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

function start(environment: Record<string, string>): Run {
  const child = spawn(process.execPath, [command], { env: { ...process.env, NO_COLOR: "1", ...environment } });
  running = child;
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    text: () => output,
    ended,
    shows: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (output.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without "${text}":\n${output}`)));
      }),
  };
}

describe("npm start's command", () => {
  test("shows its five sections with figures, serves, and ends cleanly on Ctrl-C", { timeout: 90_000 }, async () => {
    const run = start({ PORT: "0" });
    await run.shows("until Ctrl-C");
    const url = /Serving at (\S+) until/.exec(run.text())?.[1] ?? "";
    for (const text of [
      "1. The contract is linted",
      "4 operations, ",
      "2. The generated code is current",
      "openapi-generator 7.25.0",
      "3. Prism serves it as a mock",
      "4. The sample app makes its four calls",
      "$ viking-kb --profile mock collection info test_collection_name",
      "$ viking-kb --profile mock doc info archive --collection intake",
      "$ viking-kb --profile mock points list --collection handbook",
      "$ viking-kb --profile mock task info xxx",
      "5. Dredd and the strict checker hold the mock to the contract",
      "16/16 documented pairs, ",
      " 0 failed, 0 skipped, hooks ran ",
      `contract ${url} --mock --break wrong-type`,
    ])
      expect(run.text()).toContain(text);

    const answer = await fetch(`${url}/api/knowledge/task/info`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "any" },
      body: JSON.stringify({ task_id: "xxx" }),
    });
    expect(await answer.json()).toMatchObject({ code: 0, data: { status: "success" } });

    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
    expect(run.text()).toMatch(/\nStopped\.\n$/);
    await expect(fetch(url)).rejects.toThrow();
  });

  test("ends within a section on Ctrl-C", { timeout: 30_000 }, async () => {
    const run = start({ PORT: "0" });
    await run.shows("1. The contract is linted");
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(0);
    expect(run.text()).not.toContain("Error");
  });

  test("a port that is taken", { timeout: 60_000 }, async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const run = start({ PORT: String(port) });
    expect(await run.ended).toBe(1);
    expect(run.text()).toContain(
      `Port ${port} is taken, perhaps by another npm start: stop that one, or run PORT=${port + 1} npm start.`,
    );
    other.close();
  });

  test.each(["abc", "-1", "70000", "1.5"])("PORT=%s", async (port) => {
    const run = start({ PORT: port });
    expect(await run.ended).toBe(1);
    expect(run.text()).toContain(`PORT is ${port}: set it to a number from 0 to 65535.`);
  });
});
