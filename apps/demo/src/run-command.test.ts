import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "./run-command.js";

const node = (script: string, signal: AbortSignal) => runCommand(process.execPath, ["-e", script], { signal });

test("A command's output, errors, exit code and variables", async () => {
  const script = 'console.log("out"); console.error("err"); process.exitCode = Number(process.env.CODE)';
  const { signal } = new AbortController();
  expect(await runCommand(process.execPath, ["-e", script], { signal, variables: { CODE: "3" } })).toEqual({
    status: 3,
    output: "out\n",
    errors: "err\n",
  });
});

test("A program that is not there is an error", async () => {
  const { signal } = new AbortController();
  await expect(runCommand("/no/such/program", [], { signal })).rejects.toThrow("ENOENT");
});

test("An abort ends a command and what it has started", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const interruption = new AbortController();
  const helper = `net.connect(${port}, "127.0.0.1")`;
  const script = `child_process.spawn(process.execPath, ["-e", ${JSON.stringify(helper)}], { stdio: "inherit" })`;
  const result = node(script, interruption.signal);
  const [connection] = (await once(server, "connection")) as [Socket];
  connection.resume().on("error", () => {});
  interruption.abort("Stop.");
  await Promise.all([once(connection, "close"), expect(result).rejects.toBe("Stop.")]);
});

test("A command that has ended leaves no listener on the signal, and one is not started when it is too late", async () => {
  const interruption = new AbortController();
  expect((await node("", interruption.signal)).status).toBe(0);
  interruption.abort("Stop.");
  await expect(async () => node("", interruption.signal)).rejects.toBe("Stop.");
});
