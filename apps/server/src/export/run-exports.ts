import { createHash, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type ExportEnd, type ExportPart, partLength, type TakenExport } from "../storage/exports.js";
import type { Changes, Storage } from "../storage/storage.js";
import { writeArchive } from "./write-archive.js";

/** When exports are looked for, held and tried again, in milliseconds. */
export interface ExportTimes {
  /** Between two looks for something to do. */
  readonly poll: number;
  /** After this time without a sign of its holder an export is taken up by another. */
  readonly lease: number;
  /** Between two signs of the holder. */
  readonly renewal: number;
  /** Between two attempts, when an error ended the first. */
  readonly retry: number;
}

/** An export goes on half a minute after a crash, at the latest. */
export const exportTimes: ExportTimes = { poll: 1_000, lease: 30_000, renewal: 5_000, retry: 10_000 };

/** After so many attempts that ended in a crash or an error an export fails. */
const maximumAttempts = 3;

/** Whoever works on an export cannot tell its own death; whoever finds it does. */
const diedInLastAttempt = `The server was killed, ran out of memory or could not write how it ended, in the last of ${maximumAttempts} attempts.`;

/** Parts that are written in one transaction: 512 KiB. */
const partsOfChange = 8;

/** What has become of an attempt. */
export interface ExportEvent {
  readonly taskId: string;
  readonly outcome: "success" | "fail" | "again" | "given up";
  /** Of the result. */
  readonly byteLength?: number;
  /** What went wrong, in a sentence. */
  readonly reason?: string;
}

/** What exports are worked off with. */
interface ExportTools {
  readonly times: ExportTimes;
  /** Aborted, it ends the work at once; what is under way is taken up anew by whoever comes next. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: ExportEvent) => void;
  readonly now?: () => Date;
}

/**
 * Works off all exports that nobody works on, one after the other, and deletes the tasks whose time is over and what
 * earlier attempts have left. Of all who do this on one database, one works on an export; when it has died, another
 * begins it anew.
 */
export async function runExports(storage: Storage, tools: ExportTools): Promise<void> {
  const { times, signal, now = () => new Date() } = tools;
  while (!signal.aborted) {
    const time = now().getTime();
    if (await storage.change((changes) => changes.deleteLeftovers(time))) continue;
    const limits = { now: time, maximumAttempts };
    const failed = await storage.change((changes) => changes.failExport(limits));
    if (failed !== undefined) {
      tools.onEvent({ taskId: failed, outcome: "fail", reason: diedInLastAttempt });
      continue;
    }
    const lease = { holder: randomUUID(), leaseEnd: time + times.lease };
    const taken = await storage.change((changes) => changes.takeUpExport(lease, limits));
    if (taken === undefined) return;
    await attempt(storage, taken, lease.holder, { ...tools, now });
  }
}

/** The export is another's now, or its collection was deleted. */
class Lost extends Error {}

async function attempt(
  storage: Storage,
  taken: TakenExport,
  holder: string,
  { times, signal, onEvent, now }: Required<ExportTools>,
): Promise<void> {
  const { taskId } = taken;
  let { percentage } = taken;
  let until = performance.now() + times.lease;
  const losing = new AbortController();
  /** Tries as long as the export is surely held: another process may be changing the database for a while. */
  const change = async (work: (changes: Changes) => Promise<boolean>): Promise<void> => {
    for (;;) {
      const begun = performance.now();
      try {
        if (!(await storage.change(work))) throw new Lost();
        until = begun + times.lease;
        return;
      } catch (error) {
        if (error instanceof Lost || signal.aborted || performance.now() > until) throw error;
        await pause(Math.min(1_000, times.renewal), undefined, { signal });
      }
    }
  };
  const add = (parts: readonly ExportPart[]) =>
    change((changes) => {
      const lease = { holder, leaseEnd: now().getTime() + times.lease };
      return changes.addToExport(taskId, lease, { percentage, parts });
    });
  const renewal = setInterval(() => add([]).catch((error) => losing.abort(error)), times.renewal);
  try {
    const result = await writeResult(
      writeArchive(storage, taken, {
        now,
        signal: AbortSignal.any([signal, losing.signal]),
        onProgress(share) {
          // It never falls, also where an attempt begins anew.
          percentage = Math.max(percentage, Math.min(99, Math.floor(100 * share)));
        },
      }),
      add,
    );
    await change((changes) => changes.endExport(taskId, holder, { ...result, now: now().getTime() }));
    onEvent({ taskId, outcome: "success", byteLength: result.end.byteLength });
  } catch (error) {
    // Where the lease was not renewed, the archive was broken off and says only that.
    const cause = losing.signal.aborted ? losing.signal.reason : error;
    if (error instanceof Lost || cause instanceof Lost) return;
    const outcome = await giveUp(storage, taken, holder, { error: cause, times, now, isStopped: signal.aborted });
    onEvent({ taskId, ...outcome });
  } finally {
    clearInterval(renewal);
  }
}

/** Keeps what an archive gives as parts, but for the last ones: they are kept together with the end. */
async function writeResult(
  archive: AsyncIterable<Buffer>,
  add: (parts: readonly ExportPart[]) => Promise<void>,
): Promise<{ end: Extract<ExportEnd, { status: "success" }>; parts: readonly ExportPart[] }> {
  const hash = createHash("sha256");
  let [byteLength, number] = [0, 0];
  let parts: ExportPart[] = [];
  let pending: Buffer[] = [];
  let pendingLength = 0;
  for await (const chunk of archive) {
    hash.update(chunk);
    byteLength += chunk.length;
    pending.push(chunk);
    pendingLength += chunk.length;
    if (pendingLength < partLength) continue;
    const bytes = Buffer.concat(pending);
    const whole = bytes.length - (bytes.length % partLength);
    for (let start = 0; start < whole; start += partLength) {
      parts.push({ number: number++, bytes: bytes.subarray(start, start + partLength) });
    }
    pending = [bytes.subarray(whole)];
    pendingLength = bytes.length - whole;
    if (parts.length < partsOfChange) continue;
    await add(parts);
    parts = [];
  }
  if (pendingLength > 0) parts.push({ number, bytes: Buffer.concat(pending) });
  return { end: { status: "success", byteLength, hash: hash.digest("hex") }, parts };
}

/** Ends an attempt that has not succeeded. Where that is not possible either, the lease will run out. */
async function giveUp(
  storage: Storage,
  { taskId, attempts }: TakenExport,
  holder: string,
  { error, times, now, isStopped }: { error: unknown; times: ExportTimes; now: () => Date; isStopped: boolean },
): Promise<Omit<ExportEvent, "taskId">> {
  const time = now().getTime();
  const isLast = attempts >= maximumAttempts && !isStopped;
  const leaseEnd = isStopped ? time : time + times.retry;
  const reason = error instanceof Error ? error.message : String(error);
  try {
    await storage.change(async (changes) => {
      if (isLast) await changes.endExport(taskId, holder, { end: { status: "fail" }, parts: [], now: time });
      else await changes.giveUpExport(taskId, holder, { leaseEnd, counts: !isStopped });
    });
  } catch (failure) {
    return { outcome: "again", reason: `${reason} And: ${(failure as Error).message}` };
  }
  if (isStopped) return { outcome: "given up" };
  return { outcome: isLast ? "fail" : "again", reason };
}
