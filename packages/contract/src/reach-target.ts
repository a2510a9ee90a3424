import { withoutSlash } from "./base-url.js";
import { CannotRunError } from "./cannot-run-error.js";
import { type ProbeAnswer, readProbeAnswer } from "./probe-answer.js";
import { whyUnreachable } from "./why-unreachable.js";

/** What the target is asked with before a run. */
export interface Probe {
  /** The paths of the contract's operations. */
  readonly paths: readonly string[];
  readonly timeoutMilliseconds: number;
  readonly fetch?: typeof fetch;
  /** Resolves when the next request may be sent; at once by default. */
  readonly waitForTurn?: () => Promise<void>;
}

/**
 * Asks each operation once, unsigned, to tell a target that breaks the contract from one that is not there.
 *
 * @throws CannotRunError with one sentence, when no operation answers, or none of them as the API does or might.
 */
export async function reachTarget(
  url: URL,
  { paths, timeoutMilliseconds, fetch: request = fetch, waitForTurn = async () => {} }: Probe,
): Promise<void> {
  const base = withoutSlash(url);
  const ask = async (path: string) => {
    await waitForTurn();
    const answer = await request(base + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    return readProbeAnswer(answer);
  };
  const results = await Promise.allSettled(paths.map(ask));
  const answers = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const [failure] = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  if (answers.length === 0) throw new CannotRunError(whyUnreachable(url, failure, timeoutMilliseconds));
  // One that breaks off, and one that answers, are both there: what is wrong with them is the layers' matter.
  if (failure === undefined) refuseStrangers(base, answers);
}

/** Refuses what is plainly not the API: each operation answers alike, and none with the API's envelope. */
function refuseStrangers(base: string, answers: readonly ProbeAnswer[]): void {
  const [first] = answers;
  const all = (test: (answer: ProbeAnswer) => boolean) => answers.every((answer) => !answer.isApi && test(answer));
  const refuse = (sentence: string) => {
    throw new CannotRunError(`${base} ${sentence}`);
  };
  if (first === undefined) return;
  if (all(({ redirect }) => redirect !== "")) {
    refuse(`redirects to ${first.redirect}: give the base URL that it leads to, since a signature holds for one host.`);
  }
  if (all(({ status }) => status === 404)) {
    refuse(`answers 404 to all ${answers.length} operations: check the path of the base URL.`);
  }
  if (all(({ isPage }) => isPage)) {
    refuse(
      `answers with a web page (HTTP ${first.status}, ${first.contentType}): check host and path of the base URL.`,
    );
  }
  if (all(({ status }) => [502, 503, 504].includes(status))) {
    refuse(`answers ${first.status} to all ${answers.length} operations: start the server behind it, or wait for it.`);
  }
  if (all(({ status }) => status === 405 || status === 501)) {
    refuse(`takes no POST (HTTP ${first.status}): check host and path of the base URL.`);
  }
}
