import { mkdtemp, rm } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import { createKnowledgeBase, type KnowledgeBase } from "../src/index.js";
import { sends } from "./storage-answers.js";
import { finished, linkTo, now } from "./storage-link.js";
import { type StorageServer, startStorageServer } from "./storage-server.js";

/** Sleeps that have neither ended nor been ended, once the client's are watched. */
const sleeps = vi.hoisted(() => ({ areWatched: false, pending: new Set<Promise<void>>() }));
// Takes hold only where no test file has loaded the client before this file: they import its types alone.
vi.mock(import("../src/transport/timers.js"), async (importOriginal) => {
  const { sleep, ...others } = await importOriginal();
  sleeps.areWatched = true;
  return {
    ...others,
    sleep: (...request) => {
      const slept = sleep(...request).finally(() => sleeps.pending.delete(slept));
      sleeps.pending.add(slept);
      return slept;
    },
  };
});

/** Fails where a download has left a sleep, and so a timer, behind. */
export function expectNoSleep(): void {
  expect(sleeps).toEqual({ areWatched: true, pending: new Set() });
}

/** Where one test downloads from, and where to. */
export interface DownloadFixture {
  readonly server: StorageServer;
  /** Empty at first. */
  readonly folder: string;
  /** Of a file in the folder, which is not there yet. */
  readonly path: string;
  /** The link to the storage's file. */
  readonly link: string;
  /** A task whose result is the storage's file. */
  readonly task: ReturnType<typeof finished>;
  client(options?: { readonly fetch?: typeof fetch | undefined; readonly clock?: Date }): KnowledgeBase;
}

/** Starts a storage, which answers every request so; it and the folder are gone when the test has finished. */
export async function startDownloadFixture(answer: RequestListener = sends()): Promise<DownloadFixture> {
  sleeps.pending.clear();
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-download-"));
  const server = await startStorageServer(answer);
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  const link = linkTo(server);
  return {
    server,
    folder,
    path: join(folder, "result.zip"),
    link,
    task: finished(link),
    client: ({ fetch, clock = now } = {}) =>
      createKnowledgeBase({
        credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
        endpoint: server.origin,
        fetch,
        now: () => clock,
        // Skips every pause, as tests of those who use the client may: what limits a download must not go by it.
        sleep: async () => {},
      }),
  };
}
