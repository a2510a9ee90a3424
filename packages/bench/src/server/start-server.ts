import { fork } from "node:child_process";
import { once } from "node:events";
import { credentials } from "./request.js";

/** A server in a process of its own. */
export interface BenchServer {
  /** Its address, without a slash at the end. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts a server whose collection `faq` has this number of points, and gives `limit` of them in an answer. */
export async function startServer(points: number, limit: number): Promise<BenchServer> {
  const file = new URL("serve.js", import.meta.url);
  const child = fork(file, [JSON.stringify({ points, limit, credentials })], { execArgv: [] });
  const ended = once(child, "exit");
  const started = await Promise.race([once(child, "message"), ended.then(() => undefined)]);
  if (started === undefined) throw new Error("The server of this comparison did not start; why stands above.");
  // If something fails later, the server must not keep this process alive.
  child.unref();
  child.channel?.unref();
  return {
    endpoint: `http://127.0.0.1:${started[0]}`,
    close: async () => {
      child.ref();
      child.disconnect();
      await ended;
    },
  };
}
