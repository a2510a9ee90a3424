import { expect } from "vitest";
import type { Finding } from "../finding.js";
import { headersInSampleOrder, headersWith } from "../received.js";

/** Requests whose headers are not those that were signed, or were signed otherwise than the rules say. */
export const headerFaults: Record<string, Finding> = {
  "a signed header that was dropped": {
    kind: "missing-signed-header",
    difference: { signedHeaders: headersWith({ "x-note": "a" }), sentHeaders: headersWith({}) },
    found: { what: "a header named in SignedHeaders was not sent: x-note" },
  },
  "a signed header that came twice": {
    kind: "repeated-signed-header",
    difference: { sentHeaders: [...headersWith({}), ["HOST", "localhost:3000"]] },
    found: { what: "a header named in SignedHeaders was sent more than once: host" },
  },
  "Content-Type altered by a library": {
    kind: "content-type-changed",
    difference: { sentHeaders: headersWith({ "content-type": "application/json; charset=utf-8" }) },
    found: { expected: "application/json", actual: "application/json; charset=utf-8" },
  },
  "Host rewritten by a proxy": {
    kind: "host-changed",
    difference: {
      signedHeaders: headersWith({ host: "kb.example" }),
      sentHeaders: [...headersWith({ host: "10.0.0.1:8080" }), ["X-Forwarded-Host", "kb.example"]],
    },
    found: { expected: "kb.example", actual: "10.0.0.1:8080" },
  },
  "Host signed without its port": {
    kind: "host-changed",
    difference: { signedHeaders: headersWith({ host: "localhost" }), sentHeaders: headersWith({}) },
    found: { expected: "localhost", actual: "localhost:3000" },
  },
  "Host signed with a default port": {
    kind: "host-changed",
    difference: { signedHeaders: headersWith({ host: "a:443" }), sentHeaders: headersWith({ host: "a" }) },
    found: { expected: "a:443", actual: "a" },
  },
  "inner white space signed as one space": {
    kind: "header-white-space",
    difference: { signedHeaders: headersWith({ "x-note": "a b" }), sentHeaders: headersWith({ "x-note": "a \t b" }) },
  },
  "a header that SignedHeaders lost": {
    kind: "signed-headers-changed",
    difference: {
      signedHeaders: headersWith({ "x-note": "a" }),
      authorization: (signed) => signed.replace(";x-note", ""),
    },
    found: { what: "the signature is made with the header x-note" },
  },
  "a header that SignedHeaders gained": {
    kind: "signed-headers-changed",
    difference: {
      signedHeaders: headersWith({ "content-type": undefined }),
      sentHeaders: headersWith({}),
      authorization: (signed) => signed.replace("host;", "content-type;host;"),
    },
    found: { what: "the signature is made without the header content-type" },
  },
  "headers sorted by a language": {
    kind: "header-order",
    difference: {
      signedHeaders: headersWith({ "x-a_1": "a", "x-a1": "b" }),
      rewrite: (text) => text.replace("x-a1:b\nx-a_1:a\n", "x-a_1:a\nx-a1:b\n"),
    },
  },
  "headers sorted, their list not": {
    kind: "header-order",
    difference: {
      signedHeaders: headersInSampleOrder(),
      rewrite: (text) => text.replace(/(host:.*\n)(x-date:.*\n)(x-content.*\n)(content-type:.*\n)/, "$4$1$3$2"),
    },
    found: { what: "the canonical headers were sorted, and SignedHeaders was not" },
  },
  "a list of headers that lost its order": {
    kind: "header-order",
    difference: { authorization: (signed) => signed.replace("content-type;host", "host;content-type") },
    found: { what: "the signature is made for SignedHeaders in its sorted order" },
  },
  "white space around a value signed": {
    kind: "header-white-space",
    difference: { signedHeaders: headersWith({ "x-note": " a" }) },
    found: { what: expect.stringContaining("around its value") },
  },
  "no blank line in the canonical request": {
    kind: "blank-line-missing",
    difference: { rewrite: (text) => text.replace("\n\n", "\n") },
  },
};
