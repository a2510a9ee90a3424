import type { RequestListener } from "node:http";
import { onTestFinished } from "vitest";
import { createKnowledgeBase, type KnowledgeBase, type SigningOptions } from "../src/index.js";
import { type AnsweringServer, startAnsweringServer } from "./answering-server.js";

/** The key that every client here signs with. */
export const credentials = {
  accessKeyId: "AKLTEXAMPLE",
  secretAccessKey: "canary-secret",
  sessionToken: "canary-token",
};
export const minute = 60_000;
export const hour = 60 * minute;
/** The server's time, standing still. */
export const serverTime = Date.parse("2026-01-15T08:00:00Z");
/** A clock that stands still at this time. */
export const at = (milliseconds: number) => () => new Date(milliseconds);
/** A time in the form of HTTP's `Date`. */
export const httpDate = (milliseconds: number): string => new Date(milliseconds).toUTCString();

/** The answer to a verified request. */
export const success = { code: 0, message: "success", request_id: "02", data: { status: "running", percentage: 1 } };
/** The answer to a refused request, without its `request_id`. */
export const unauthorized = { code: 1000001, message: "unauthorized" };

/** A server whose clock stands still, and a client with a clock of its own. */
export interface ClockServer {
  readonly arrived: AnsweringServer["arrived"];
  /** X-Date of each request that arrived. */
  dates(): string[];
  client(options?: Partial<SigningOptions>): KnowledgeBase;
}

/** Starts a server that answers like this; it is closed when the test has finished. */
export async function startClockServer(answer: RequestListener): Promise<ClockServer> {
  const { url, arrived, close } = await startAnsweringServer(answer);
  onTestFinished(close);
  return {
    arrived,
    dates: () => arrived.map(({ headers }) => headers.find(([name]) => name.toLowerCase() === "x-date")?.[1] ?? "none"),
    client: (options) => createKnowledgeBase({ credentials, endpoint: url, retries: 0, ...options }),
  };
}
