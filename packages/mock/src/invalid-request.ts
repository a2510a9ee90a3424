/** A request that the mock refuses. The message is the reason, in the form `field: reason`. */
export class InvalidRequest extends Error {
  /** HTTP status: 400, or another one where no operation is reached. */
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(reason: string, status = 400, headers: Record<string, string> = {}) {
    super(reason);
    this.name = "InvalidRequest";
    this.status = status;
    this.headers = headers;
  }
}
