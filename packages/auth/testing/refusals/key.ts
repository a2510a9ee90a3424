import { signedBy } from "../signed-by.js";
import type { Refusal } from "./refusal.js";

/** Requests that name a key which the verifier does not have. */
export const keyRefusals: readonly Refusal[] = [
  ["an unknown key", "unknown-access-key", signedBy("AKLTNOBODY")],
  ["a key in other letters' case", "unknown-access-key", signedBy("akltexample", "example-secret")],
  ["__proto__", "unknown-access-key", signedBy("__proto__")],
  ["constructor", "unknown-access-key", signedBy("constructor")],
  ["a key without a secret", "unknown-access-key", signedBy("AKLTEMPTY")],
  ["a disabled key", "unknown-access-key", signedBy("AKLTDISABLED", "example-secret")],
];
