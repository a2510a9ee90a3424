import { createServer, type RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished, vi } from "vitest";
import { listen } from "./loopback.js";

/** Longer than any busy machine takes; the tests' timers do not wait for it. */
export const timeoutMilliseconds = 60_000;

/** What a server meets of the requests that hang. */
export interface HangingServer {
  readonly url: string;
  /** Bodies of the requests to the path that hangs, the probe's included. */
  readonly bodies: readonly string[];
}

/**
 * A server that answers the probe of a run with `{}`, as it does every other path, and leaves further requests to one
 * path to `hang`. The timers of the test's run stand still; `hang` lets them go on.
 */
export async function startHangingServer(path: string, hang: RequestListener): Promise<HangingServer> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    text(request).then((body) => {
      const isToPath = request.method === "POST" && request.url?.endsWith(path);
      if (isToPath) bodies.push(body);
      // The probe alone is not signed.
      if (isToPath && request.headers.authorization !== undefined) hang(request, response);
      else response.end("{}");
    });
  });
  const { url, close } = await listen(server);
  onTestFinished(async () => {
    vi.useRealTimers();
    await close();
  });
  return { url, bodies };
}

/** Never answers; the client's time limit passes at once. */
export const never: RequestListener = () => {
  vi.advanceTimersByTime(timeoutMilliseconds);
};
