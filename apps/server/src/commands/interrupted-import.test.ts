import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { canListProcesses, childrenOf, isRunning } from "../../testing/child-processes.js";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { runCommand, startCommand } from "../../testing/run-command.js";
import { countersOf, storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import { processStatus } from "../storage/records.js";

// A terminal, the system or a crash may end an import at any moment, and nothing that is served may be lost.
// `npm test` tries a few moments, and `.ci/run` as many as these say.
const { VIKING_KB_INTERRUPTIONS = "5", VIKING_KB_KILLS = "5" } = process.env;

const collectionName = "office";
const pointsOfDocument = 1_000;
const names = ["a.csv", "b.csv", "c.csv", "d.csv"];

/** Documents in which every point names the round that wrote it. */
function documents(round: number) {
  const content = `round\n${`${round}\n`.repeat(pointsOfDocument)}`;
  return Object.fromEntries(names.map((name) => [name, content]));
}

async function imported() {
  const folder = await documentFolder();
  const docs = join(folder, "docs");
  writeFiles(docs, documents(0));
  const argv = ["import", "docs", "--collection", collectionName];
  const { child, result } = startCommand(argv, { folder });
  await once(child.stdout, "data");
  const begun = performance.now();
  expect(await result).toMatchObject({ exitCode: 0 });
  const duration = performance.now() - begun;
  const storage = await openTemporaryStorage(join(folder, ".viking-kb/server.db"));
  /** The round of each document: all points of a document must be there, and of the same round. */
  const roundsServed = async () => {
    const stored = await storedCollection(storage, collectionName);
    const { said, counted } = countersOf(stored);
    expect(said).toEqual(counted);
    const rounds = stored.documents.map(({ docId, processStatus: status, pointCount }) => {
      const contents = new Set(
        stored.points
          .filter(({ doc_info: info }) => (info as { doc_id: string }).doc_id === docId)
          .map((point) => point.content),
      );
      expect({ docId, pointCount, contents: contents.size }).toEqual({
        docId,
        pointCount: pointsOfDocument,
        contents: 1,
      });
      expect(status).not.toBe(processStatus.failed);
      return Number([...contents][0]?.replace("round:", ""));
    });
    expect(rounds).toHaveLength(names.length);
    return rounds;
  };
  return { folder, docs, argv, duration, roundsServed };
}

/** Random moments of an import, each with the signal that ends it. A test that fails shows the seed. */
function moments<Signal>(count: number, signals: readonly Signal[]) {
  const seed = Date.now();
  const moment = fc.record({
    /** Share of the time from the first document to the end of the import. */
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    /** Whether that time is counted from the start of the program instead. */
    isEarly: fc.nat(4).map((number) => number === 0),
    signal: fc.constantFrom(...signals),
  });
  return fc.sample(moment, { seed, numRuns: count }).map((sampled, index) => ({ ...sampled, round: index + 1, seed }));
}

describe.skipIf(process.platform === "win32")(
  "An import that is ended at any moment loses nothing that is served",
  () => {
    test(`by ${VIKING_KB_INTERRUPTIONS} signals to its process group`, { timeout: 600_000 }, async () => {
      const { folder, docs, argv, duration, roundsServed } = await imported();
      let interruptions = 0;
      for (const { round, share, isEarly, signal, seed } of moments(Number(VIKING_KB_INTERRUPTIONS), [
        "SIGINT",
        "SIGTERM",
      ] as const)) {
        writeFiles(docs, documents(round));
        const before = await roundsServed();
        const { child, result } = startCommand(argv, { folder, inOwnGroup: true });
        if (!isEarly) await once(child.stdout, "data");
        await sleep(share * duration);
        if (child.exitCode === null) process.kill(-(child.pid ?? 0), signal);
        const { exitCode, output, errors } = await result;
        const after = await roundsServed();
        const told = JSON.stringify({ seed, round, share, isEarly, signal, exitCode, output, errors });
        expect(output, told).not.toMatch(/failed|waiting/);
        for (const [index, served] of after.entries()) expect([before[index], round], told).toContain(served);
        // A signal that comes before the program runs ends it without a message.
        if (exitCode === 0) expect(after, told).toEqual(names.map(() => round));
        else if (exitCode !== null)
          expect([exitCode, errors], told).toEqual([130, expect.stringContaining("Interrupted: ")]);
        if (exitCode === 130) interruptions++;
      }
      expect(interruptions).toBeGreaterThan(0);
      expect(await runCommand(argv, { folder })).toMatchObject({ exitCode: 0 });
    });

    test(`by ${VIKING_KB_KILLS} kills`, { timeout: 600_000 }, async () => {
      const { folder, docs, argv, duration, roundsServed } = await imported();
      for (const { round, share, isEarly, seed } of moments(Number(VIKING_KB_KILLS), ["SIGKILL"])) {
        writeFiles(docs, documents(round));
        const before = await roundsServed();
        const { child, result } = startCommand(argv, { folder });
        if (!isEarly) await once(child.stdout, "data");
        await sleep(share * duration);
        const readers = canListProcesses ? childrenOf(child.pid ?? 0) : [];
        child.kill("SIGKILL");
        await result;
        const told = JSON.stringify({ seed, round, share, isEarly });
        for (const [index, served] of (await roundsServed()).entries())
          expect([before[index], round], told).toContain(served);
        await vi.waitFor(() => expect(readers.filter(isRunning), told).toEqual([]), { timeout: 30_000 });
      }
      expect(await runCommand(argv, { folder })).toMatchObject({ exitCode: 0 });
      expect(await roundsServed()).toEqual(names.map(() => Number(VIKING_KB_KILLS)));
    });
  },
);
