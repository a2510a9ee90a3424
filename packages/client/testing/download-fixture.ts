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
