import type { LoadTexts } from "../errors/locale.js";

/** What the client needs from its surroundings; tests bring their own. */
export interface Environment {
  /** The clock. */
  readonly now: () => Date;
  /** A random number from 0 to below 1, as from Math.random. */
  readonly random: () => number;
  /** Resolves after this time; rejects with the signal's reason as soon as the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Loads the texts of errors; undefined for the English ones, which need no loading. */
  readonly loadTexts?: LoadTexts | undefined;
}

/**
 * Whether this is a browser's page or worker, in which everybody can read a secret. A page that a test imitates on
 * Node, Deno or Bun does not count. Nor does a server's worker, which has no WorkerNavigator.
 */
export function isBrowser(): boolean {
  const { window, document, WorkerNavigator, process, Deno } = globalThis as Partial<
    Record<"window" | "document" | "WorkerNavigator" | "Deno", unknown> & { process: { versions?: { node?: string } } }
  >;
  // Bun and Deno also have `process.versions.node`; in Deno 1 only modules from npm see it.
  return Boolean(((window && document) || WorkerNavigator) && !process?.versions?.node && !Deno);
}

/** Whether requests are to be logged: `VIKING_KB_LOG=debug`, in runtimes that have environment variables. */
export function isLogAskedFor(): boolean {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return process?.env?.VIKING_KB_LOG === "debug";
  } catch {
    // Deno throws without the permission to read the environment.
    return false;
  }
}
