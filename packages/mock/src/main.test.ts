import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { operations } from "@viking-kb/spec";
import { expect, onTestFinished, test } from "vitest";
import { pathOf } from "../testing/cases.js";
import { post } from "../testing/send.js";
import { startMock } from "./start-mock.js";

const mainFile = fileURLToPath(new URL("main.ts", import.meta.url));

function run(...options: string[]) {
  const child = spawn(process.execPath, [mainFile, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, output: text(child.stdout), errors: text(child.stderr) };
}
async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, "close");
  return code;
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "Serves until %s, with a client still connected, then ends with 0",
  async (signal) => {
    const { child, output, errors } = run("--port", "0", "--watch");
    const ended = exitCode(child);
    const [line] = await once(child.stdout, "data");
    const [, names, url] = /^Mocking (.*) at (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line) ?? [];
    expect(names).toBe(Object.keys(operations).join(", "));
    const answer = await post(`${url}${pathOf("getTaskInfo")}`, { task_id: "xxx" });
    expect(await answer.json()).toMatchObject({ code: 0, data: { status: "success" } });
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(await output).toBe(String(line));
    expect(await errors).toBe("");
  },
);

test("Where other machines can connect it says so, and the pages that are named may call", async () => {
  const origins = ["http://localhost:5173", "https://App.example/"];
  const { child, output, errors } = run("--port", "0", "--host", "0.0.0.0", ...origins.flatMap((o) => ["--cors", o]));
  const ended = exitCode(child);
  const [line] = await once(child.stdout, "data");
  const port = /:(\d+)\n$/.exec(String(line))?.[1];
  const allowed = ["http://localhost:5173", "https://app.example", "https://other.example"].map(async (origin) => {
    const answer = await fetch(`http://127.0.0.1:${port}/ping`, { headers: { origin } });
    return answer.headers.get("access-control-allow-origin");
  });
  expect(await Promise.all(allowed)).toEqual(["http://localhost:5173", "https://app.example", null]);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(await output).toBe(String(line));
  expect(await errors).toMatch(/^Other machines can reach 0\.0\.0\.0, .*\.\n$/);
});

test("A taken port is one sentence and exit code 1", async () => {
  const mock = await startMock({ port: 0 });
  const { child, output, errors } = run("--watch", "--port", String(mock.port));
  expect(await exitCode(child)).toBe(1);
  await mock.close();
  expect(await output).toBe("");
  expect(await errors).toBe(
    `error: Cannot listen on 127.0.0.1:${mock.port}: the port is taken; stop what uses it, or choose another port (0 takes any that is free)\n`,
  );
});

test.each([
  [
    ["--port", "abc"],
    2,
    "error: option '--port <number>' argument 'abc' is invalid. It must be a whole number from 0 to 65535.\nhint: `viking-kb-mock --help` shows what it takes.\n",
  ],
  [
    ["--port", "65536"],
    2,
    "error: option '--port <number>' argument '65536' is invalid. It must be a whole number from 0 to 65535.\nhint: `viking-kb-mock --help` shows what it takes.\n",
  ],
  [
    ["--cors", "http://localhost:5173", "--cors", "*"],
    2,
    /^error: option '--cors <origin>' argument '\*' is invalid\. "\*" is not an origin that can be allowed: /,
  ],
  [
    ["--prot", "1"],
    2,
    "error: unknown option '--prot'\n(Did you mean --port?)\nhint: `viking-kb-mock --help` shows what it takes.\n",
  ],
  [["--contract", "/no/such.json"], 1, /^error: Cannot mock \/no\/such.json: .*no such file.*\n$/],
  [["--contract", "/no/\u001b[2Jsuch\u009b.json"], 1, /^error: Cannot mock \/no\/suchson: [^\p{C}]*\n$/u],
  [["--help"], 0, ""],
])("%j ends with %i", async (options, code, message) => {
  const { child, output, errors } = run(...options);
  expect(await exitCode(child)).toBe(code);
  if (typeof message === "string") expect(await errors).toBe(message);
  else expect(await errors).toMatch(message);
  expect(await output).toEqual(code === 0 ? expect.stringContaining("Usage: viking-kb-mock") : "");
});

test("A reader that has seen enough of the help is no failure", async () => {
  const child = spawn(process.execPath, [mainFile, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  const errors = text(child.stderr);
  expect(await exitCode(child)).toBe(0);
  expect(await errors).toBe("");
});
