import { expect } from "vitest";
import { type Finding, options, temporary } from "../finding.js";
import { headersWith } from "../received.js";

/** Requests signed with another key, secret, scope or token. */
export const keyFaults: Record<string, Finding> = {
  "a region changed on the way": {
    kind: "scope-changed",
    difference: { authorization: (signed) => signed.replace("cn-beijing", "cn-shanghai") },
    found: { expected: "20260115/cn-beijing/air", actual: "20260115/cn-shanghai/air" },
    options: { ...options, region: "cn-shanghai" },
  },
  "credentials of another key": {
    kind: "unknown-access-key",
    difference: { accessKeyId: "AKLTOTHER", secretAccessKey: "other-secret" },
    found: { expected: "AKLTEXAMPLE", actual: "AKLTOTHER" },
  },
  "a signing key of another day": {
    kind: "signing-key-of-another-scope",
    difference: { keyScope: "20260114/cn-beijing/air/request" },
    found: { expected: "20260114/cn-beijing/air", actual: "20260115/cn-beijing/air" },
  },
  "another secret": {
    kind: "signature-mismatch",
    difference: { secretAccessKey: "another-secret" },
    found: { advice: expect.stringMatching(/^The secret is another one, or something on the way changed/) },
  },
  "a secret with a line break": { kind: "secret-misread", difference: { secretAccessKey: "example-secret\n" } },
  "a secret with AWS's prefix": { kind: "secret-misread", difference: { secretAccessKey: "AWS4example-secret" } },
  "the id for the secret": { kind: "secret-misread", difference: { secretAccessKey: "AKLTEXAMPLE" } },
  "a temporary key without its token": {
    kind: "missing-security-token",
    difference: temporary,
    options: { ...options, credentials: temporary },
  },
  "another token": {
    kind: "wrong-security-token",
    difference: { ...temporary, signedHeaders: headersWith({ "x-security-token": "STSother" }) },
    options: { ...options, credentials: temporary },
  },
  "a token that is not signed": {
    kind: "unsigned-security-token",
    difference: { ...temporary, sentHeaders: headersWith({ "x-security-token": "STSexample==" }) },
    options: { ...options, credentials: temporary },
  },
  "a token that the key does not have": {
    kind: "unexpected-security-token",
    difference: { signedHeaders: headersWith({ "x-security-token": "STSexample==" }) },
  },
};
