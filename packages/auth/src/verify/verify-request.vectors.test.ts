import { expect, test } from "vitest";
import { headerRows, vectorBody, vectorCases, wireHeaders, wireTarget } from "../../testing/vectors.js";
import { service } from "../generated/scheme.js";
import { verifyRequest } from "../index.js";
import { canonicalRequest } from "../sign/canonical-request.js";
import { formatCredentialScope } from "../sign/credential-scope.js";
import { sha256 } from "../sign/digest.js";
import { headerLines } from "../sign/headers.js";
import { stringToSign } from "../sign/signing-key.js";
import { readClaim } from "./claim.js";
import { parseRequestTarget } from "./request-target.js";

const rules = {
  query: "query values of one name keep their order",
  name: "query names are sorted by their UTF-8 bytes",
  path: "each path segment is decoded once and encoded once",
  inside: "white space inside a header value is signed as sent",
  around: "spaces and tabs around a header value are not signed",
  header: "canonical headers stand in the order of SignedHeaders",
};

/** The rule that an official signer breaks, for each request of one that a verifier refuses. */
const deviations: Record<string, string> = {
  "path-space node-openapi host": rules.path,
  "path-emoji node-openapi host": rules.path,
  "path-percent-literal node-openapi host": rules.path,
  "query-repeated node-openapi host": rules.query,
  "query-repeated node-openapi nohost": rules.query,
  "query-repeated node-openapi min": rules.query,
  "query-repeated node-openapi min-hash": rules.query,
  "query-repeated node-sdk-core host": rules.query,
  "query-repeated node-sdk-core min": rules.query,
  "query-repeated node-sdk-core min-hash": rules.query,
  "query-utf16-vs-codepoint-order node-openapi host": rules.name,
  "query-utf16-vs-codepoint-order node-openapi nohost": rules.name,
  "query-utf16-vs-codepoint-order node-openapi min": rules.name,
  "query-utf16-vs-codepoint-order node-openapi min-hash": rules.name,
  "query-utf16-vs-codepoint-order node-sdk-core host": rules.name,
  "query-utf16-vs-codepoint-order node-sdk-core min": rules.name,
  "query-utf16-vs-codepoint-order node-sdk-core min-hash": rules.name,
  "query-utf16-vs-codepoint-order java host": rules.name,
  "query-utf16-vs-codepoint-order java min": rules.name,
  "hdr-multispace node-openapi host": rules.inside,
  "hdr-multispace node-openapi nohost": rules.inside,
  "hdr-multispace node-openapi min": rules.inside,
  "hdr-multispace node-sdk-core host": rules.inside,
  "hdr-multispace node-sdk-core min": rules.inside,
  "hdr-multispace python host": rules.around,
  "hdr-multispace python nohost": rules.around,
  "hdr-multispace python min": rules.around,
  "hdr-order-dash-underscore node-sdk-core host": rules.header,
  "hdr-order-dash-underscore node-sdk-core min": rules.header,
};

const accepted = headerRows.filter(({ result }) => result.accepted_by_reference_rule);
const rejected = headerRows.filter(({ result }) => !result.accepted_by_reference_rule);

test("the vectors are those that these tests were written for", () => {
  expect(vectorCases.filter(({ kind }) => kind === "header")).toHaveLength(36);
  // Presigned links are signed in the query and are not verified here.
  expect(vectorCases.filter(({ kind }) => kind === "presign")).toHaveLength(3);
  expect(accepted).toHaveLength(366);
  expect(rejected.map(({ name }) => name)).toEqual(Object.keys(deviations));
});

test.each(headerRows)("$name: accepted $result.accepted_by_reference_rule", async (row) => {
  const { accessKeyId, ...key } = row.input.credentials;
  const received = {
    method: row.input.method,
    target: wireTarget(row.input),
    headers: wireHeaders(row),
    body: vectorBody(row.input),
  };
  const verification = await verifyRequest(received, {
    lookUpKey: (id) => (id === accessKeyId ? key : undefined),
    now: () => new Date(row.input.date),
  });
  expect(verification).toMatchObject(
    row.result.accepted_by_reference_rule
      ? {
          ok: true,
          accessKeyId,
          region: row.input.region,
          signedHeaders: row.result.signed_headers.split(";"),
        }
      : { ok: false, reason: "signature-mismatch" },
  );
});

test.each(accepted)("$name: canonical request and string to sign", async (row) => {
  const claim = readClaim(headerLines(wireHeaders(row)), service);
  const target = parseRequestTarget(wireTarget(row.input));
  if (typeof claim === "string" || typeof target === "string") {
    throw new Error(`refused: ${claim}, ${target}`);
  }
  const canonical = canonicalRequest({
    method: row.input.method,
    ...target,
    headers: claim.headers,
    contentHash: await sha256(vectorBody(row.input)),
  });
  expect(canonical).toBe(row.result.canonical_request);
  expect(await stringToSign(claim.dateText, formatCredentialScope(claim.scope), canonical)).toBe(
    row.result.string_to_sign,
  );
});
