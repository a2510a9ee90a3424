import { InvalidArgumentError } from "commander";

/** Parses the value of an option. Which numbers make sense is for the API to say. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(number)) {
    throw new InvalidArgumentError("It must be a whole number.");
  }
  return number;
}
