import { isCredentialSegment } from "./credential-segment.js";
import { requireThat } from "./require-that.js";

/** Throws a TypeError where these cannot stand in a credential scope. The region may be empty. */
export function requireScope(region: string, service: string): void {
  requireThat(
    service !== "" && isCredentialSegment(region + service),
    "The region or service holds white space, a comma, a slash or a character beyond ASCII, or is empty: set it.",
  );
}
