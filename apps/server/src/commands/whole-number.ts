import { InvalidArgumentError } from "commander";

/**
 * Reads a whole number from the command line.
 *
 * @throws InvalidArgumentError that says what it must be.
 */
export function parseWholeNumber(
  text: string,
  { smallest, largest = Number.MAX_SAFE_INTEGER }: { readonly smallest: number; readonly largest?: number },
): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < smallest || value > largest) {
    const range = largest === Number.MAX_SAFE_INTEGER ? `of at least ${smallest}` : `from ${smallest} to ${largest}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  }
  return value;
}
