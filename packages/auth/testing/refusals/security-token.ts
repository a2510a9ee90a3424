import type { Refusal } from "../received.js";
import { headersWith, temporary } from "../received.js";

/** Requests whose X-Security-Token is not the one of the key, or is not signed. */
export const securityTokenRefusals: readonly Refusal[] = [
  ["a temporary key without its token", "missing-security-token", temporary(undefined)],
  ["a temporary key with another token", "wrong-security-token", temporary("STSother")],
  ["a temporary key with the start of its token", "wrong-security-token", temporary("STSexample")],
  ["a temporary key with an empty token", "wrong-security-token", temporary("")],
  [
    "a token under a key that has none",
    "unexpected-security-token",
    { signedHeaders: headersWith({ "x-security-token": "STSexample==" }) },
  ],
  [
    "an empty token under a key that has none",
    "unexpected-security-token",
    { signedHeaders: headersWith({ "x-security-token": "" }) },
  ],
  [
    "a token that is not signed",
    "unsigned-security-token",
    { ...temporary(undefined), sentHeaders: headersWith({ "x-security-token": "STSexample==" }) },
  ],
  [
    "a token twice",
    "repeated-signed-header",
    {
      ...temporary("STSexample=="),
      sentHeaders: [...headersWith({ "x-security-token": "STSexample==" }), ["x-security-token", "x"]],
    },
  ],
];
