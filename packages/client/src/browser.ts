/**
 * Whether this is a browser's page, or a worker of one, in which everybody can read a secret. A test's imitation of one
 * is not, as it runs on Node, Deno or Bun; nor is a server's worker, which has no WorkerNavigator.
 */
export function isBrowser(): boolean {
  const { window, document, WorkerNavigator, process, Deno } = globalThis as Partial<
    Record<"window" | "document" | "WorkerNavigator" | "Deno", unknown> & { process: { versions?: { node?: string } } }
  >;
  // Bun and Deno have `process.versions.node` as well; Deno 1 has it in modules from npm alone.
  return Boolean(((window && document) || WorkerNavigator) && !process?.versions?.node && !Deno);
}

/** @throws TypeError in a browser. */
export function refuseInBrowser(): void {
  if (isBrowser()) {
    throw new TypeError(
      "In a browser everybody can read a secret access key: keep it on a server, and give a `signer` that asks there.",
    );
  }
}
