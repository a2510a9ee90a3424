/** What takes the bytes of a download. */
export interface Sink {
  /** Says no before anything is sent. */
  readonly prepare?: () => Promise<void>;
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** Makes the whole of it stand. */
  readonly finish?: () => Promise<void>;
  /** Leaves nothing behind; never rejects. */
  readonly discard?: (reason: unknown) => Promise<void>;
}
