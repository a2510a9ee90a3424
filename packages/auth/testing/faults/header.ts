import { expect } from "vitest";
import type { Finding } from "../finding.js";
import { headersInSampleOrder, headersWith } from "../received.js";

/** Requests whose headers are not those that were signed, or were signed otherwise than the rules say. */
export const headerFaults: Record<string, Finding> = {
  "a signed header that was dropped": [
    "missing-signed-header",
    { signedHeaders: headersWith({ "x-note": "a" }), sentHeaders: headersWith({}) },
    { what: "a header named in SignedHeaders was not sent: x-note" },
  ],
  "a signed header that came twice": [
    "repeated-signed-header",
    { sentHeaders: [...headersWith({}), ["HOST", "localhost:3000"]] },
    { what: "a header named in SignedHeaders was sent more than once: host" },
  ],
  "Content-Type altered by a library": [
    "content-type-changed",
    { sentHeaders: headersWith({ "content-type": "application/json; charset=utf-8" }) },
    { expected: "application/json", actual: "application/json; charset=utf-8" },
  ],
  "Host rewritten by a proxy": [
    "host-changed",
    {
      signedHeaders: headersWith({ host: "kb.example" }),
      sentHeaders: [...headersWith({ host: "10.0.0.1:8080" }), ["X-Forwarded-Host", "kb.example"]],
    },
    { expected: "kb.example", actual: "10.0.0.1:8080" },
  ],
  "Host signed without its port": [
    "host-changed",
    { signedHeaders: headersWith({ host: "localhost" }), sentHeaders: headersWith({}) },
    { expected: "localhost", actual: "localhost:3000" },
  ],
  "Host signed with a default port": [
    "host-changed",
    { signedHeaders: headersWith({ host: "a:443" }), sentHeaders: headersWith({ host: "a" }) },
    { expected: "a:443", actual: "a" },
  ],
  "inner white space signed as one space": [
    "header-white-space",
    { signedHeaders: headersWith({ "x-note": "a b" }), sentHeaders: headersWith({ "x-note": "a \t b" }) },
  ],
  "a header that SignedHeaders lost": [
    "signed-headers-changed",
    {
      signedHeaders: headersWith({ "x-note": "a" }),
      authorization: (signed) => signed.replace(";x-note", ""),
    },
    { what: "the signature is made with the header x-note" },
  ],
  "a header that SignedHeaders gained": [
    "signed-headers-changed",
    {
      signedHeaders: headersWith({ "content-type": undefined }),
      sentHeaders: headersWith({}),
      authorization: (signed) => signed.replace("host;", "content-type;host;"),
    },
    { what: "the signature is made without the header content-type" },
  ],
  "headers sorted by a language": [
    "header-order",
    {
      signedHeaders: headersWith({ "x-a_1": "a", "x-a1": "b" }),
      rewrite: (text) => text.replace("x-a1:b\nx-a_1:a\n", "x-a_1:a\nx-a1:b\n"),
    },
  ],
  "headers sorted, their list not": [
    "header-order",
    {
      signedHeaders: headersInSampleOrder(),
      rewrite: (text) => text.replace(/(host:.*\n)(x-date:.*\n)(x-content.*\n)(content-type:.*\n)/, "$4$1$3$2"),
    },
    { what: "the canonical headers were sorted, and SignedHeaders was not" },
  ],
  "a list of headers that lost its order": [
    "header-order",
    { authorization: (signed) => signed.replace("content-type;host", "host;content-type") },
    { what: "the signature is made for SignedHeaders in its sorted order" },
  ],
  "white space around a value signed": [
    "header-white-space",
    { signedHeaders: headersWith({ "x-note": " a" }) },
    { what: expect.stringContaining("around its value") },
  ],
  "no blank line in the canonical request": ["blank-line-missing", { rewrite: (text) => text.replace("\n\n", "\n") }],
};
