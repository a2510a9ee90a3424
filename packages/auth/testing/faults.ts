import { authorizationFaults } from "./faults/authorization.js";
import { bodyFaults } from "./faults/body.js";
import { headerFaults } from "./faults/header.js";
import { keyFaults } from "./faults/key.js";
import { targetFaults } from "./faults/target.js";
import type { Finding } from "./finding.js";

/** Requests with one fault each, by name: what was sent is not what was signed, and the rest is sound. */
export const faults: readonly (readonly [name: string, Finding])[] = [
  ...Object.entries(authorizationFaults),
  ...Object.entries(headerFaults),
  ...Object.entries(bodyFaults),
  ...Object.entries(targetFaults),
  ...Object.entries(keyFaults),
];
