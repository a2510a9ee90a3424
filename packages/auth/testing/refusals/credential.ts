import { altered, baseHeaders, type Refusal, signedBy } from "../received.js";

const date = baseHeaders["x-date"];

/** Requests whose Credential cannot be read or names another scope. */
export const credentialRefusals: readonly Refusal[] = [
  ["a credential of the key alone", "malformed-credential", altered(/(Credential=[^/]+)[^,]+/, "$1")],
  ["a scope of three segments", "malformed-credential", altered("/air/request", "/request")],
  ["a scope of five segments", "malformed-credential", altered("/air/request", "/air/request/x")],
  ["an empty segment behind the scope", "malformed-credential", altered("/air/request", "/air/request/")],
  ["a scope of hundreds of segments", "malformed-credential", altered("/air/request", "/".repeat(900))],
  ["an empty access key id", "malformed-credential", signedBy("")],
  ["a space in the access key id", "malformed-credential", signedBy("AKLT EXAMPLE", "example-secret")],
  ["an access key id of 257 characters", "malformed-credential", signedBy("A".repeat(257))],
  ["an access key id of 10 kB", "authorization-too-long", signedBy("A".repeat(10_240))],
  ["a day of seven digits", "malformed-credential", { scope: "2026011/cn-beijing/air/request" }],
  ["an X-Date in place of the day", "malformed-credential", { scope: `${date}/cn-beijing/air/request` }],
  ["a region beyond ASCII", "malformed-credential", { scope: "20260115/北京/air/request" }],
  ["another vendor's terminator", "wrong-terminator", { scope: "20260115/cn-beijing/air/aws4_request" }],
  ["the terminator in upper case", "wrong-terminator", { scope: "20260115/cn-beijing/air/REQUEST" }],
  ["an empty terminator", "wrong-terminator", { scope: "20260115/cn-beijing/air/" }],
  ["another service", "wrong-service", { scope: "20260115/cn-beijing/iam/request" }],
  ["an empty service", "wrong-service", { scope: "20260115/cn-beijing//request" }],
  ["the scope of the day before", "scope-date-mismatch", { scope: "20260114/cn-beijing/air/request" }],
];

/** Requests that name a key which the verifier does not have. */
export const keyRefusals: readonly Refusal[] = [
  ["an unknown key", "unknown-access-key", signedBy("AKLTNOBODY")],
  ["a key in other letters' case", "unknown-access-key", signedBy("akltexample", "example-secret")],
  ["__proto__", "unknown-access-key", signedBy("__proto__")],
  ["constructor", "unknown-access-key", signedBy("constructor")],
  ["a key without a secret", "unknown-access-key", signedBy("AKLTEMPTY")],
  ["a disabled key", "unknown-access-key", signedBy("AKLTDISABLED", "example-secret")],
];
