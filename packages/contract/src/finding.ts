/** One way in which an answer breaks the contract. */
export interface Finding {
  /** Where: a JSON pointer into the body, or `status`, `content-type`, `body` or `answer`. */
  readonly at: string;
  /** What is there and what the contract expects. Shows no value that may be a signed link. */
  readonly message: string;
}

/** A text of so many characters at most: `…` stands for the rest. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A text from an answer as it may stand in a finding: quoted, without line ends, cut after 80 characters. */
export function quote(text: string): string {
  return JSON.stringify(cut(text, 80));
}

/** The contract could not be tried at all, so nothing is known about the target. The message says what to do. */
export class CannotRunError extends Error {
  override readonly name = "CannotRunError";
}
