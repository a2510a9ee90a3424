import { UsageError } from "../usage-error.js";

/** @throws UsageError when a text cannot name a profile. */
export function assertProfileName(name: string): void {
  if (/^[A-Za-z0-9][\w.-]{0,63}$/.test(name)) return;
  throw new UsageError(
    "A profile's name is 1 to 64 letters, digits, `_`, `-` and `.`, and begins with a letter or digit.",
  );
}
