import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { signRequest } from "@viking-kb/auth";
import { rawRequest } from "@viking-kb/endpoint/testing";
import { expect, onTestFinished, test } from "vitest";
import { canListProcesses } from "../../testing/child-processes.js";
import { commandFolder } from "../../testing/command-folder.js";
import { call } from "../../testing/signed-request.js";

const mebibyte = 1024 * 1024;
const page = { collection_name: "large", limit: 100 };
const [clients, requests] = [100, 500];
/**
 * What the process may need more than before: an answer for each client, and what lies about until it is collected. All
 * answers would be 30 GB.
 */
const budget = 512 * mebibyte;

/** The most memory that a process has used so far, in bytes. */
function peakOf(pid = 0): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
}

test.runIf(canListProcesses)(
  `${clients} clients that send ${requests} requests in one go and read nothing cost little memory, and nobody waits for them`,
  { timeout: 180_000 },
  async () => {
    const { folder, run, serveHere, keyFrom } = await commandFolder();
    const points = Array.from({ length: 100 }, () => JSON.stringify({ content: "x".repeat(6_000) }));
    await writeFile(join(folder, "docs/large.jsonl"), points.join("\n"));
    await run("import", "docs", "--collection", "large");
    const key = await keyFrom("keys", "create");
    const { url, child } = await serveHere("--log-level", "warn");
    const port = Number(new URL(url).port);
    const { text } = await call({ url }, "listPoints", page, { key });
    expect(text.length).toBeGreaterThan(mebibyte / 2);
    const before = peakOf(child.pid);

    const request = { body: JSON.stringify(page), headers: { Connection: "keep-alive" } };
    const sign = (received: Parameters<typeof signRequest>[0]) => signRequest(received, { credentials: key });
    const message = await rawRequest({ port, sign }, "listPoints", request);
    const all = Buffer.concat(Array<Buffer>(requests).fill(message));
    for (let count = 0; count < clients; count++) {
      const client = connect(port, "127.0.0.1").pause();
      client.on("error", () => undefined).write(all);
      onTestFinished(() => void client.destroy());
    }
    // Each of these comes after one answer to every client that still takes one.
    for (let count = 0; count < 20; count++) {
      expect((await call({ url }, "listPoints", page, { key })).status).toBe(200);
    }
    expect(peakOf(child.pid) - before).toBeLessThan(budget);
  },
);
