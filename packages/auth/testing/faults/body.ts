import { expect } from "vitest";
import { type Finding, json } from "../finding.js";
import { type Difference, headersWith } from "../received.js";
import { sha256 } from "../reference-signer.js";

const unhashed = { signedHeaders: headersWith({ "x-content-sha256": undefined }) };
const hashOf = (body: string): Difference => ({
  body,
  signedHeaders: headersWith({ "x-content-sha256": sha256(body) }),
});

/** Requests whose body is not the one that was signed. */
export const bodyFaults: Record<string, Finding> = {
  "a body with another value": {
    kind: "content-hash-mismatch",
    difference: { sentBody: '{"doc_id":"d2"}' },
    found: { what: "X-Content-Sha256 is not the hash of the received body, which has 15 bytes" },
  },
  "a body that came in late": {
    kind: "content-hash-mismatch",
    difference: { ...hashOf(""), sentBody: "x" },
    found: {
      what: "X-Content-Sha256 is not the hash of the received body, which has 1 byte: it is that of an empty body",
      expected: sha256("x"),
      actual: sha256(""),
    },
  },
  "a body with a line break more": {
    kind: "content-hash-mismatch",
    difference: { sentBody: '{"doc_id":"d1"}\n' },
    found: { what: expect.stringContaining("without the line break at its end") },
  },
  "a body with a line break less": {
    kind: "content-hash-mismatch",
    difference: { ...hashOf("a\n"), sentBody: "a" },
    found: { what: expect.stringContaining("with a line break at its end") },
  },
  "a body with other line breaks": {
    kind: "content-hash-mismatch",
    difference: { ...hashOf("a\nb\nc"), sentBody: "a\r\nb\r\nc" },
    found: { what: expect.stringContaining("with line feeds for its line breaks") },
  },
  "a body with a byte order mark": {
    kind: "content-hash-mismatch",
    difference: { ...hashOf("a"), sentBody: "\uFEFFa" },
    found: { what: expect.stringContaining("without its byte order mark") },
  },
  "a body serialised twice": {
    kind: "content-hash-mismatch",
    difference: { ...hashOf(json), sentBody: JSON.stringify(json) },
    found: { what: expect.stringContaining("the JSON inside the JSON text") },
  },
  "a body signed as Python writes it and sent as JavaScript does": {
    kind: "content-hash-mismatch",
    difference: { ...hashOf('{"doc_id": "\\u6587\\u6863", "n": [1, 2]}'), sentBody: json },
    found: { what: expect.stringContaining("the same JSON with other white space, escapes or order of keys") },
  },
  "a JSON text signed in place of its value": {
    kind: "content-hash-mismatch",
    difference: { ...hashOf(JSON.stringify(json)), sentBody: json },
    found: { what: expect.stringContaining("the body as a JSON text of its own") },
  },
  "a body of JSON that is too deep to be written": {
    kind: "content-hash-mismatch",
    difference: { sentBody: "[".repeat(200_000) + "]".repeat(200_000) },
    found: { what: "X-Content-Sha256 is not the hash of the received body, which has 400000 bytes" },
  },
  "a body with its keys sorted, its hash not sent": {
    kind: "body-changed",
    difference: { ...unhashed, body: '{"a":1,"b":2}', sentBody: '{"b":2,"a":1}' },
    found: { what: expect.stringContaining("the same JSON") },
  },
};
