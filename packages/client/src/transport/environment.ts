/** What the client takes from the world around it; a test brings its own. */
export interface Environment {
  /** The clock. */
  readonly now: () => Date;
  /** A number from 0 to below 1, as Math.random gives. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, and rejects with the signal's reason as soon as the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Whether this is a browser's page, or a worker of one, in which everybody can read a secret. A page that a test
 * imitates on Node, Deno or Bun is none; nor is a server's worker, which has no WorkerNavigator.
 */
export function isBrowser(): boolean {
  const { window, document, WorkerNavigator, process, Deno } = globalThis as Partial<
    Record<"window" | "document" | "WorkerNavigator" | "Deno", unknown> & { process: { versions?: { node?: string } } }
  >;
  // Bun and Deno have `process.versions.node` as well; Deno 1 has it in modules from npm alone.
  return Boolean(((window && document) || WorkerNavigator) && !process?.versions?.node && !Deno);
}

/** Whether requests are to be logged: `VIKING_KB_LOG=debug`, in runtimes that have environment variables. */
export function isLogAskedFor(): boolean {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return process?.env?.VIKING_KB_LOG === "debug";
  } catch {
    // Deno without the permission to read it.
    return false;
  }
}
