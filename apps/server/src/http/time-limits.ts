/** How long the server waits for a client, in milliseconds. */
export interface TimeLimits {
  /** For a request's head. */
  readonly head: number;
  /** For a whole request, its body included. */
  readonly request: number;
  /** How often the two above are looked at. */
  readonly check: number;
  /** For the next request on a connection. Clients keep connections for less, so none sends into one that is closing. */
  readonly idle: number;
  /** For requests under way when the server is closed. */
  readonly close: number;
}

/** Enough for 1 MiB over a slow line, and not enough to hold connections for nothing. */
export const timeLimits: TimeLimits = { head: 10_000, request: 30_000, check: 1_000, idle: 75_000, close: 5_000 };
