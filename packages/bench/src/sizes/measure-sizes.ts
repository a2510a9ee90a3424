import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createAccessKey, openStorage } from "@viking-kb/server";
import { inTurn } from "../in-turn.js";
import { collectionOf, writeDocuments } from "../suites/serve/collection.js";
import { bytesOf, importCommand, serveCommand, temporaryFolder } from "../suites/serve/databases.js";
import { openLoad } from "../suites/serve/load.js";
import { offsets, pagesOfAll } from "../suites/serve/pages.js";
import { signAhead } from "../suites/serve/requests.js";
import { runProgram, startServerProcess } from "../suites/serve/server-process.js";

/** Where pages are asked for. */
export type Place = keyof typeof offsets;

/** What a collection of some size costs. */
export interface SizeReading {
  readonly points: number;
  /** CPU time of a page of 10 points, in microseconds. */
  readonly pages: Readonly<Record<Place, number>>;
  /** Points that the import takes in for a second of CPU time, of all its processes together. */
  readonly importedPerCpuSecond: number;
  readonly diskBytes: number;
  /** What the server takes once it has answered all this, in bytes. */
  readonly memoryBytes: number;
}

/** Requests of one place: those of a warm-up, and at most those that are measured. */
const requests = { warmUp: 512, measured: 2_048 };
/** A place is measured for about this long, in microseconds of CPU time, where its pages are slow. */
const longest = 2_000_000;
/** Requests between two looks at the clock. */
const step = 32;

/** Imports a collection of this many ready points with the program, serves it with the program, and asks for pages. */
export async function measureSize(points: number): Promise<SizeReading> {
  const root = await temporaryFolder();
  const [folder, database] = [join(root, "documents"), join(root, "server.db")];
  const collection = collectionOf(points);
  await writeDocuments(folder, collection);
  const importSeconds = (await runProgram(importCommand(folder, database))) / 1e6;
  const storage = await openStorage(database);
  const keys = [await createAccessKey(storage, { name: "bench", projects: ["default"] })];
  await storage.close();

  const { port, pid, cpuClock, close } = await startServerProcess(serveCommand(database));
  const load = openLoad(port);
  const pages: Partial<Record<Place, number>> = {};
  for (const place of Object.keys(offsets) as Place[]) {
    const count = requests.warmUp + requests.measured;
    const { bodyOf } = pagesOfAll(collection, offsets[place]);
    const next = inTurn(await signAhead("listPoints", bodyOf, { port, keys, requests: count }));
    const isLong = (since: number) => cpuClock() - since > longest;
    const warm = cpuClock();
    for (let sent = 0; sent < requests.warmUp && !isLong(warm); sent += step) await load.send(next, step);
    const start = cpuClock();
    let sent = 0;
    for (; sent < requests.measured && !isLong(start); sent += step) await load.send(next, step);
    pages[place] = (cpuClock() - start) / sent;
  }
  const memoryBytes = residentBytes(pid);
  load.close();
  await close();
  return {
    points,
    pages: pages as Record<Place, number>,
    importedPerCpuSecond: points / importSeconds,
    diskBytes: await bytesOf(database),
    memoryBytes,
  };
}

function residentBytes(pid: number): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kibibytes) * 1024;
}
