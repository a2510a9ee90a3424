import { signRequest } from "@viking-kb/auth";
import { checkVolcengineSignature } from "../check-volcengine-signature.js";
import { contentType, method } from "../request.js";
import type { Signer } from "../signer.js";

const headers = { "Content-Type": contentType };

/** Ours, called as the client calls it. */
export const vikingKb: Signer<ReturnType<typeof signRequest>> = {
  name: "@viking-kb/auth",
  sign: ({ url, body, credentials }, now) => signRequest({ method, url, headers, body }, { credentials, now }),
  headersOf: (added) => new Headers(added),
  check: checkVolcengineSignature,
};
