/** Writes the bytes of a download. */
export interface Sink {
  /** Rejects before anything is sent, when the target cannot be written to. */
  readonly prepare?: () => Promise<void>;
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** Forgets what was written, so that the file is written from its beginning. Absent where that is gone for good. */
  readonly restart?: () => Promise<void>;
  /** Completes the target, when all bytes are written. */
  readonly finish?: () => Promise<void>;
  /** Removes what was written; never rejects. */
  readonly discard?: (reason: unknown) => Promise<void>;
}
