import { assertCredentials, type Credentials } from "./credentials.js";
import { PrivateCredentials } from "./private-credentials.js";

/**
 * A key that stays: the given one, copied into a value that shows none of it where it is printed, inspected, spread or
 * turned into JSON. Signing takes a plain object as well; this is for one that is kept or passed around.
 * Throws a TypeError that says what to change, and shows no value, where it cannot sign.
 */
export function staticCredentials(credentials: Credentials): Credentials {
  assertCredentials(credentials);
  return new PrivateCredentials(credentials);
}
