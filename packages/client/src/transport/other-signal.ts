/**
 * The same request for a `fetch` that refused its signal before anything was sent: jsdom, as vitest 3 sets it up, puts
 * an AbortSignal of its own into the place of that of Node, whose `fetch` knows its own alone. Node from 20.16 on gives
 * one of its own. Elsewhere there is none: a call still ends in time, since it does not wait for `fetch` to obey.
 *
 * @throws the error, when it says anything else, or the signal has aborted.
 */
export function withOtherSignal({ signal, ...request }: RequestInit, error: unknown): RequestInit {
  if (!signal || signal.aborted || !/AbortSignal/.test((error as Error | undefined)?.message ?? "")) throw error;
  const { process } = globalThis as { process?: Partial<NodeProcess> };
  const other = process?.getBuiltinModule?.("node:util").transferableAbortController();
  if (other === undefined) return request;
  signal.addEventListener("abort", () => other.abort(signal.reason), { once: true });
  return { ...request, signal: other.signal };
}

interface NodeProcess {
  getBuiltinModule(name: "node:util"): { transferableAbortController(): AbortController };
}
