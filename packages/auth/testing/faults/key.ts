import { expect } from "vitest";
import { type Finding, options, temporary } from "../finding.js";
import { headersWith } from "../received.js";

/** Requests signed with another key, secret, scope or token. */
export const keyFaults: Record<string, Finding> = {
  "a region changed on the way": [
    "scope-changed",
    { authorization: (signed) => signed.replace("cn-beijing", "cn-shanghai") },
    { expected: "20260115/cn-beijing/air", actual: "20260115/cn-shanghai/air" },
    { ...options, region: "cn-shanghai" },
  ],
  "credentials of another key": [
    "unknown-access-key",
    { accessKeyId: "AKLTOTHER", secretAccessKey: "other-secret" },
    { expected: "AKLTEXAMPLE", actual: "AKLTOTHER" },
  ],
  "a signing key of another day": [
    "signing-key-of-another-scope",
    { keyScope: "20260114/cn-beijing/air/request" },
    { expected: "20260114/cn-beijing/air", actual: "20260115/cn-beijing/air" },
  ],
  "another secret": [
    "signature-mismatch",
    { secretAccessKey: "another-secret" },
    { advice: expect.stringMatching(/^The secret is another one, or something on the way changed/) },
  ],
  "a secret with a line break": ["secret-misread", { secretAccessKey: "example-secret\n" }],
  "a secret with AWS's prefix": ["secret-misread", { secretAccessKey: "AWS4example-secret" }],
  "the id for the secret": ["secret-misread", { secretAccessKey: "AKLTEXAMPLE" }],
  "a temporary key without its token": [
    "missing-security-token",
    temporary,
    {},
    { ...options, credentials: temporary },
  ],
  "another token": [
    "wrong-security-token",
    { ...temporary, signedHeaders: headersWith({ "x-security-token": "STSother" }) },
    {},
    { ...options, credentials: temporary },
  ],
  "a token that is not signed": [
    "unsigned-security-token",
    { ...temporary, sentHeaders: headersWith({ "x-security-token": "STSexample==" }) },
    {},
    { ...options, credentials: temporary },
  ],
  "a token that the key does not have": [
    "unexpected-security-token",
    { signedHeaders: headersWith({ "x-security-token": "STSexample==" }) },
  ],
};
