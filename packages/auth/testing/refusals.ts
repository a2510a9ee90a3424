import type { Refusal } from "./received.js";
import { authorizationRefusals } from "./refusals/authorization.js";
import { contentHashRefusals } from "./refusals/content-hash.js";
import { credentialRefusals, keyRefusals } from "./refusals/credential.js";
import { dateRefusals } from "./refusals/date.js";
import { securityTokenRefusals } from "./refusals/security-token.js";
import { signatureRefusals } from "./refusals/signature.js";
import { signedHeaderRefusals } from "./refusals/signed-headers.js";
import { targetRefusals } from "./refusals/target.js";

/** Requests to refuse, and why; but for what the name says each is sound and signed with the right key. */
export const refusals: readonly Refusal[] = [
  ...authorizationRefusals,
  ...credentialRefusals,
  ...dateRefusals,
  ...signedHeaderRefusals,
  ...contentHashRefusals,
  ...keyRefusals,
  ...signatureRefusals,
  ...targetRefusals,
  ...securityTokenRefusals,
];
