import type { Refusal } from "../received.js";
import { altered } from "../received.js";

/** Requests whose Authorization header cannot be read. */
export const authorizationRefusals: readonly Refusal[] = [
  ["no Authorization", "missing-authorization", { authorization: [] }],
  ["an empty Authorization", "unsupported-algorithm", { authorization: "" }],
  ["Authorization twice", "repeated-authorization", { authorization: (signed) => [signed, signed] }],
  ["a good and a bad Authorization", "repeated-authorization", { authorization: (signed) => [signed, "x"] }],
  ["two Authorizations in one line", "malformed-authorization", { authorization: (signed) => `${signed}, ${signed}` }],
  ["a bearer token", "unsupported-algorithm", { authorization: "Bearer abc" }],
  ["another vendor's algorithm", "unsupported-algorithm", altered("HMAC-SHA256", "AWS4-HMAC-SHA256")],
  ["a weaker algorithm", "unsupported-algorithm", altered("HMAC-SHA256", "HMAC-SHA1")],
  ["the algorithm in lower case", "unsupported-algorithm", altered("HMAC-SHA256", "hmac-sha256")],
  ["the algorithm alone", "malformed-authorization", { authorization: "HMAC-SHA256" }],
  ["no space behind the algorithm", "unsupported-algorithm", altered(" Credential", "Credential")],
  ["no Credential", "malformed-authorization", altered(/Credential=[^,]+, /, "")],
  ["no SignedHeaders", "malformed-authorization", altered(/SignedHeaders=[^,]+, /, "")],
  ["no Signature", "malformed-authorization", altered(/, Signature=.+/, "")],
  ["Credential twice", "malformed-authorization", altered(/(Credential=[^,]+)/, "$1, $1")],
  ["Signature twice", "malformed-authorization", altered(/(Signature=.+)/, "$1, $1")],
  ["SignedHeaders twice", "malformed-authorization", altered(/(SignedHeaders=[^,]+)/, "$1, $1")],
  ["an unknown part", "malformed-authorization", altered("Credential", "Expires=9, Credential")],
  ["an unknown part instead of a known one", "malformed-authorization", altered("Signature=", "signature=")],
  ["a part without =", "malformed-authorization", altered("Credential", "x, Credential")],
  ["a comma at the end", "malformed-authorization", altered(/$/, ",")],
  ["an Authorization of a megabyte", "authorization-too-long", altered("Credential", `${" ".repeat(1e6)}Credential`)],
];
