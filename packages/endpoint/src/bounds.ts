/** How long an endpoint waits for a client, in milliseconds. */
export interface TimeLimits {
  /** The time for a request's head. */
  readonly head: number;
  /** The time for a whole request, its body included. */
  readonly request: number;
  /** How often the two limits above are checked. */
  readonly check: number;
  /** The time in which a client must take some more of its answer. A slow reader does, however large the answer is. */
  readonly write: number;
  /**
   * The time until the next request on a connection. It is longer than clients keep connections, so none sends into one
   * that is closing.
   */
  readonly idle: number;
  /** The time for requests that are under way when the endpoint is closed. */
  readonly close: number;
}

/** Enough for 1 MiB over a slow line, but not enough to hold connections open for nothing. */
export const timeLimits: TimeLimits = {
  head: 10_000,
  request: 30_000,
  check: 1_000,
  write: 30_000,
  idle: 75_000,
  close: 5_000,
};

/** How much an endpoint holds for all its clients together. */
export interface Bounds {
  /** Connections that are open. */
  readonly connections: number;
  /** Requests that have arrived behind others on their connections, and wait for their turn. */
  readonly waitingRequests: number;
  /** Bytes of answers that were given and that no client has read yet. One answer may be larger. */
  readonly unreadBytes: number;
}

/** Far more than programs ask of a server for development, and little enough for any machine that runs one. */
export const bounds: Bounds = { connections: 512, waitingRequests: 10_000, unreadBytes: 256 * 1024 * 1024 };

/** Something whose limit may be met. */
export type Bound = keyof Bounds | "write";

/** Says in a sentence which limit is met, and what is done about it. */
export function describeBound(
  bound: Bound,
  { connections, waitingRequests, unreadBytes }: Bounds,
  { write }: TimeLimits,
): string {
  const sentences: Record<Bound, string> = {
    connections: `${connections} connections are open: any other is closed at once, without an answer.`,
    waitingRequests: `More than ${waitingRequests} requests wait behind others: the connection with most of them is closed.`,
    unreadBytes: `Answers of more than ${unreadBytes} bytes were not read yet: the connection that waits longest is closed.`,
    write: `A client read nothing of its answer for ${write / 1000} s: its connection is closed.`,
  };
  return sentences[bound];
}
