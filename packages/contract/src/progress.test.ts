import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { type ProgressStep, withProgress } from "./progress.js";

/** Runs work that takes so many seconds, looked at each half second; resolves to what was written. */
async function told(steps: readonly ProgressStep[], seconds: number, terminal?: NodeJS.WritableStream) {
  let written = "";
  let now = 0;
  let look = () => {};
  let stopped = false;
  const settings = {
    writeError: (text: string) => (written += text),
    terminalStream: terminal,
    steady: () => now,
    every: (_milliseconds: number, run: () => void) => {
      look = run;
      return () => {
        stopped = true;
      };
    },
  };
  const result = await withProgress(settings, async (onProgress) => {
    for (now = 0; now < seconds * 1000; now += 500) {
      const step = steps[Math.floor((now / (seconds * 1000)) * steps.length)];
      if (step) onProgress(step);
      look();
    }
    return "done";
  });
  expect({ result, stopped }).toEqual({ result: "done", stopped: true });
  return written;
}

const steps = Array.from({ length: 12 }, (_, done) => ({ what: "strict", done, total: 12 }));

it("tells nothing of what is over in two seconds", async () => {
  expect(await told(steps, 2)).toBe("");
});

it("tells of more in a line each five seconds, where there is no terminal", async () => {
  expect(await told(steps, 12)).toBe("strict: 2 of 12, 2 s\nstrict: 7 of 12, 7 s\n");
});

it("draws a bar on a terminal, and takes it away", async () => {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  const drawn: string[] = [];
  stream.on("data", (chunk: Buffer) => drawn.push(chunk.toString()));
  const signals = process.listenerCount("SIGINT");
  expect(await told(steps, 12, stream)).toBe("");
  expect(drawn.join("")).toMatch(/\[#+\.+\] 2 of 12, 2 s {2}strict/);
  expect(drawn.join("")).toContain("\u001b[2K");
  expect(process.listenerCount("SIGINT")).toBe(signals);
});

it("ends with the work, also where that fails", async () => {
  let stopped = false;
  const every = () => () => {
    stopped = true;
  };
  const failing = withProgress({ writeError: () => {}, every }, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(stopped).toBe(true);
});
