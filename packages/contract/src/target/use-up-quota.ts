import { setTimeout as sleepFor } from "node:timers/promises";
import type { DocumentedCase } from "../cases/documented-cases.js";
import type { LayerContext } from "../layer.js";
import { type Answer, tooMany } from "./answer.js";
import { createSender } from "./sender.js";

/** How many requests are sent side by side, so that they come faster than a server answers one after the other. */
const sideBySide = 32;

/** The longest wait for a quota, in seconds: whoever is told to wait longer should say so in the report, not hang. */
const longestWaitSeconds = 60;

/**
 * Sends a case side by side with itself until its key has used up its quota, and resolves to the answer that says so
 * once the quota allows requests again, as `Retry-After` tells: a second when it does not.
 * Rejects with an Error when no such answer came within the run's time for one.
 */
export async function sendUntilLimited(
  documented: DocumentedCase,
  context: Pick<LayerContext, "url" | "target" | "timeoutMilliseconds" | "now">,
): Promise<Answer> {
  const { target, timeoutMilliseconds } = context;
  const sender = createSender({ ...context, target: target.kind === "mock" ? target : { ...target, pace: undefined } });
  const started = performance.now();
  let sent = 0;
  let limited: Answer | undefined;
  const ask = async () => {
    while (limited === undefined && performance.now() - started < timeoutMilliseconds) {
      sent += 1;
      const answer = await sender.sendCase(documented);
      if (answer.status === tooMany) limited ??= answer;
    }
  };
  try {
    await Promise.all(Array.from({ length: sideBySide }, ask));
  } finally {
    sender.close();
  }
  if (limited === undefined) {
    const seconds = timeoutMilliseconds / 1000;
    throw new Error(`none of ${sent} requests within ${seconds} s was answered ${tooMany}: the quota is higher`);
  }
  await sleepFor(1000 * Math.min(secondsToWait(limited), longestWaitSeconds));
  return limited;
}

function secondsToWait({ headers }: Answer): number {
  const told = headers["retry-after"];
  return typeof told === "string" && /^\d+$/.test(told) ? Number(told) : 1;
}
