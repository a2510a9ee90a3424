import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import { createKnowledgeBase, type KnowledgeBase } from "../src/index.js";
import { finished, linkTo, now, sends } from "./storage-answers.js";

/** A storage on a real port of the loopback interface, which answers as told. */
interface StorageServer {
  readonly origin: string;
  /** Target and header names of each request. */
  readonly arrived: { readonly target: string; readonly headerNames: readonly string[] }[];
  /** Resolves when every connection that was ever made is closed. */
  allClosed(): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a storage that answers every request with `answer`. */
async function startStorageServer(answer: RequestListener): Promise<StorageServer> {
  const arrived: StorageServer["arrived"] = [];
  const closed: Promise<void>[] = [];
  const server = createServer((request, response) => {
    arrived.push({ target: request.url ?? "", headerNames: Object.keys(request.headers) });
    answer(request, response);
  });
  server.on("connection", (socket: Socket) => {
    closed.push(new Promise((resolve) => socket.once("close", () => resolve())));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    allClosed: () => Promise.all(closed),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sleeps that are still under way. They are recorded once the client's sleep is watched. */
const sleeps = vi.hoisted(() => ({ areWatched: false, pending: new Set<Promise<void>>() }));
// This works only if no test file has loaded the client before this file; so they import only its types.
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

/** Fails when a download has left a sleep, and so a timer, behind. */
export function expectNoSleep(): void {
  expect(sleeps).toEqual({ areWatched: true, pending: new Set() });
}

/** The storage and the folder of one test. */
export interface DownloadFixture {
  readonly server: StorageServer;
  /** Empty at first. */
  readonly folder: string;
  /** Path of a file in the folder; the file does not exist yet. */
  readonly path: string;
  /** The link to the storage's file. */
  readonly link: string;
  /** A task whose result is the storage's file. */
  readonly task: ReturnType<typeof finished>;
  client(options?: {
    readonly fetch?: typeof fetch | undefined;
    readonly clock?: Date | (() => Date);
    readonly sleep?: () => Promise<void>;
  }): KnowledgeBase;
}

/** Starts a storage that answers every request like this. The storage and the folder are removed after the test. */
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
    client: ({ fetch, clock = now, sleep = async () => {} } = {}) =>
      createKnowledgeBase({
        credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
        endpoint: server.origin,
        fetch,
        now: typeof clock === "function" ? clock : () => clock,
        // Skips every pause, as users' tests may. The limits of a download must not depend on it.
        sleep,
      }),
  };
}
