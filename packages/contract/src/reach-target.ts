import { withoutSlash } from "./base-url.js";
import { CannotRunError } from "./cannot-run-error.js";

/** What the target is asked with before a run. */
export interface Probe {
  /** The paths of the contract's operations. */
  readonly paths: readonly string[];
  readonly timeoutMilliseconds: number;
  readonly fetch?: typeof fetch;
}

/**
 * Asks each operation once, unsigned, to tell a target that breaks the contract from one that is not there.
 *
 * @throws CannotRunError when nothing answers, or when every operation is unknown.
 */
export async function reachTarget(
  url: URL,
  { paths, timeoutMilliseconds, fetch: request = fetch }: Probe,
): Promise<void> {
  const base = withoutSlash(url);
  const ask = async (path: string) => {
    const answer = await request(base + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    await answer.body?.cancel();
    return answer.status;
  };
  const results = await Promise.allSettled(paths.map(ask));
  const failures = results.filter((result) => result.status === "rejected");
  if (failures.length === results.length) {
    throw new CannotRunError(
      `Nothing answers at ${base} (${reasonOf(failures[0]?.reason)}): start the server, or mend the base URL.`,
    );
  }
  if (results.every((result) => result.status === "fulfilled" && result.value === 404)) {
    throw new CannotRunError(`${base} answers 404 to all ${paths.length} operations: check the path of the base URL.`);
  }
}

/** fetch hides the reason in `cause`; the code is what people search for. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.message;
}
