import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { canListProcesses, childrenOf, isRunning } from "../../../testing/child-processes.js";
import { documentFolder, writeFiles } from "../../../testing/document-folder.js";
import type { ImportOrder } from "../../../testing/import-process.js";
import { startSourceProcess } from "../../../testing/source-process.js";
import { statesOf, storedCollection } from "../../../testing/stored-collection.js";
import { openTemporaryStorage, temporaryDatabase } from "../../../testing/temporary-database.js";
import { importFolder } from "../import-folder.js";
import type { GivenLimits } from "../limits.js";
import type { ImportEvent, ImportOptions } from "../options.js";
import { runImport } from "../run-import.js";

const collectionName = "intake";
const eventually = { timeout: 30_000, interval: 10 };

/** The parser takes minutes for it: a time that grows with the square of the number of lines. */
const slow = `- a\n${"b\n".repeat(150_000)}`;

/** A database with the points of `a.md` and `z.txt`, of which both files have changed since they were imported. */
async function served(changed: string, limits: GivenLimits = {}) {
  const databasePath = await temporaryDatabase();
  const folder = await documentFolder({ "a.md": "old", "z.txt": "old" });
  const options: ImportOptions = { databasePath, folder, collectionName, limits };
  const storage = await openTemporaryStorage(databasePath);
  await runImport(storage, options);
  writeFiles(folder, { "a.md": changed, "z.txt": "new" });
  const stored = async () => {
    const collection = await storedCollection(storage, collectionName);
    return [statesOf(collection), collection.points.map(({ content }) => content)];
  };
  return { options, stored };
}

/**
 * Starts an import, which is aborted when the test has finished: where that has failed, its reader would go on for a
 * minute.
 */
function startImport(options: ImportOptions) {
  const abortion = new AbortController();
  const importing = importFolder({ ...options, signal: abortion.signal });
  const ended = importing.catch(() => undefined);
  onTestFinished(async () => {
    abortion.abort();
    await ended;
  });
  return { importing, abort: () => abortion.abort() };
}

const limitRows: readonly { what: string; content: string; limits: GivenLimits; message: RegExp }[] = [
  {
    what: "CPU time",
    content: slow,
    limits: { maximumCpuSeconds: 1 },
    message: /takes more than the 1 second of CPU time that is allowed/,
  },
  {
    // The parser makes a token of each of the million paragraphs.
    what: "memory",
    content: "a\n\n".repeat(1_000_000),
    limits: { maximumHeapMebibytes: 64 },
    message: /takes more than the 64 MiB of memory/,
  },
  {
    what: "bytes in the database",
    content: `---\na: ${"x".repeat(10_000)}\n---\n${"# h\n\ntext\n\n".repeat(2_000)}`,
    limits: { maximumStoredBytes: 10_000_000 },
    message: /take more than the 10000000 bytes/,
  },
];
test.each(limitRows)(
  "A document that takes more $what than it may fails alone",
  async ({ content, limits, message }) => {
    const { options, stored } = await served(content, limits);
    const report = await importFolder(options);
    expect(report).toMatchObject({ done: 1, interrupted: false, waiting: [] });
    expect(report.failed).toEqual([
      { docId: "a.md", failedCode: 90001, failedMessage: expect.stringMatching(message) },
    ]);
    expect(await stored()).toEqual([{ "a.md": [1, 0], "z.txt": [0, 1] }, ["new"]]);
  },
);

test("A file whose reader is not installed waits with its points", async () => {
  const { options, stored } = await served("new");
  // The reading process inherits it, and then finds no reader of Markdown.
  const hook = `import { registerHooks } from "node:module";
registerHooks({ resolve(name, context, next) {
  if (!name.endsWith("formats/markdown.js")) return next(name, context);
  throw Object.assign(new Error("Cannot find module '/opt/secret'"), { code: "ERR_MODULE_NOT_FOUND" });
} });`;
  const given = process.env.NODE_OPTIONS ?? "";
  vi.stubEnv("NODE_OPTIONS", `${given} --import=data:text/javascript,${encodeURIComponent(hook)}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const reason = "The program that reads such files cannot be loaded: install it again.";
  const report = await importFolder(options);
  expect(report).toMatchObject({ done: 1, failed: [], waiting: [{ docId: "a.md", reason }] });
  expect(await stored()).toEqual([{ "a.md": [3, 1], "z.txt": [0, 1] }, ["old", "new"]]);
});

describe.skipIf(!canListProcesses)("The process that reads documents", () => {
  /** The process that reads now, a child of this one. */
  async function reader(): Promise<number> {
    return await vi.waitFor(() => {
      const [pid] = childrenOf(process.pid).filter((child) => isReader(child));
      if (pid === undefined) throw new Error("No process reads.");
      return pid;
    }, eventually);
  }
  const isReader = (pid: number) => commandLineOf(pid).includes("reading-main") && isRunning(pid);
  // A killed process takes a while to end on a busy machine. That of an earlier test would be taken for the reader.
  beforeEach(() => vi.waitFor(() => expect(childrenOf(process.pid).filter(isReader)).toEqual([]), eventually));

  /**
   * Sends a signal. One that leaves a core leaves an empty one: to write all memory takes minutes on a busy machine.
   */
  const end = (pid: number, signal: NodeJS.Signals) => {
    writeFileSync(`/proc/${pid}/coredump_filter`, "0");
    process.kill(pid, signal);
  };

  test.each<NodeJS.Signals>(["SIGKILL", "SIGABRT"])(
    "ended by %s, lets its document wait with its points",
    async (signal) => {
      const { options, stored } = await served(slow);
      const events: ImportEvent[] = [];
      const { importing } = startImport({ ...options, onProgress: (event) => events.push(event) });
      // Killed in its first turn, and in the second, when all others are done.
      const first = await reader();
      end(first, signal);
      await vi.waitFor(
        () => expect(events.some((event) => "docId" in event && event.docId === "z.txt")).toBe(true),
        eventually,
      );
      await vi.waitFor(async () => expect(await reader()).not.toBe(first), eventually);
      await vi.waitFor(
        async () => expect((await stored())[0]).toEqual({ "a.md": [6, 1], "z.txt": [0, 1] }),
        eventually,
      );
      // The one that has read z.txt may end before it is asked for a.md, and another one reads that then.
      let isOver = false;
      const over = importing.finally(() => {
        isOver = true;
      });
      for (const ended = new Set([first]); !isOver; await sleep(eventually.interval)) {
        for (const pid of childrenOf(process.pid).filter((child) => isReader(child) && !ended.has(child))) {
          end(pid, signal);
          ended.add(pid);
        }
      }
      const reason = `The process that reads documents was ended by ${signal}.`;
      expect(await over).toMatchObject({ done: 1, failed: [], waiting: [{ docId: "a.md", reason }] });
      expect(await stored()).toEqual([{ "a.md": [3, 1], "z.txt": [0, 1] }, ["old", "new"]]);
    },
  );

  test("inherits no keys", async () => {
    vi.stubEnv("VIKING_KB_SECRET_ACCESS_KEY", "sesame");
    vi.stubEnv("VOLC_SECRETKEY", "sesame");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { options } = await served(slow);
    startImport(options);
    const environment = readFileSync(`/proc/${await reader()}/environ`, "utf8");
    const names = environment.split("\0").map((entry) => entry.split("=")[0]);
    // Besides what Node itself adds for the channel to its parent.
    const own = names.filter((name) => name !== "" && !name?.startsWith("NODE_"));
    expect(own.filter((name) => !["LD_LIBRARY_PATH", "TZ", "TEMP"].includes(name ?? ""))).toEqual([]);
    expect(environment).not.toContain("sesame");
  });

  test("does not heed what a terminal sends to all processes", async () => {
    const { options, stored } = await served(`- a\n${"b\n".repeat(10_000)}`);
    const { importing } = startImport(options);
    const pid = await reader();
    // A signal that comes before its program runs still ends it; then its document is read again.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.kill(pid, signal);
    expect(await importing).toMatchObject({ done: 2, failed: [], waiting: [] });
    expect((await stored())[0]).toMatchObject({ "z.txt": [0, 1] });
  });

  test("is ended by an abort, and its document waits with its points", async () => {
    const { options, stored } = await served(slow);
    const { importing, abort } = startImport(options);
    const pid = await reader();
    abort();
    expect(await importing).toMatchObject({ done: 0, failed: [], waiting: [], interrupted: true });
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), eventually);
    expect(await stored()).toEqual([{ "a.md": [3, 1], "z.txt": [3, 1] }, ["old", "old"]]);
  });

  test("ends with an import that is killed, and the next one imports its document last", async () => {
    const { options, stored } = await served(slow);
    const { databasePath, ...folderImport } = options;
    const { child, ask } = await startSourceProcess<ImportOrder, unknown>("import-process.ts");
    void ask({ databasePath, folderImport, inThread: true }).catch(() => undefined);
    const pid = await vi.waitFor(() => {
      const [found] = childrenOf(child.pid ?? 0).filter((candidate) => isReader(candidate));
      if (found === undefined) throw new Error("No process reads.");
      return found;
    }, eventually);
    await vi.waitFor(async () => expect((await stored())[0]).toMatchObject({ "a.md": [6, 1] }), eventually);
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), eventually);
    expect(await stored()).toEqual([{ "a.md": [6, 1], "z.txt": [3, 1] }, ["old", "old"]]);

    const order: string[] = [];
    const onProgress = (event: ImportEvent) => "docId" in event && order.push(`${event.docId} ${event.outcome}`);
    await importFolder({ ...options, limits: { maximumCpuSeconds: 1 }, onProgress });
    expect(order).toEqual(["z.txt done", "a.md failed"]);
  });

  test("ends with an import whose listener throws", async () => {
    const { options } = await served(slow);
    const onProgress = (event: ImportEvent) => {
      if (event.type === "document") throw new Error("Not listening.");
    };
    const folder = await documentFolder({ "a.txt": "first", "b.md": slow });
    const { importing } = startImport({ ...options, folder, onProgress });
    const pid = await reader();
    await expect(importing).rejects.toThrow("Not listening.");
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), eventually);
  });
});

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
