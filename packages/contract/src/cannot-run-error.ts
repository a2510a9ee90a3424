/** The contract could not be tried at all, so nothing is known about the target. The message says what to do. */
export class CannotRunError extends Error {
  override readonly name = "CannotRunError";
}
