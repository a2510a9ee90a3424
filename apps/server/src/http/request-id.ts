import { randomBytes } from "node:crypto";

/** An opaque `request_id`: 53 hexadecimal characters that begin with `02`, as in the pages' samples. */
export function newRequestId(random: (size: number) => Buffer = randomBytes): string {
  return `02${random(26).toString("hex").slice(1)}`;
}
