import type { CallOptions } from "../call-options.js";

/** What going through all points takes besides its input. Limits of time and retries hold for each page's request. */
export interface IterateOptions extends CallOptions {
  /** How many points to ask for at once, 1 to 100; 100 by default. */
  readonly pageSize?: number | undefined;
}
