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
  "a body with another value": [
    "content-hash-mismatch",
    { sentBody: '{"doc_id":"d2"}' },
    { what: "X-Content-Sha256 is not the hash of the received body, which has 15 bytes" },
  ],
  "a body that came in late": [
    "content-hash-mismatch",
    { ...hashOf(""), sentBody: "x" },
    {
      what: "X-Content-Sha256 is not the hash of the received body, which has 1 byte: it is that of an empty body",
      expected: sha256("x"),
      actual: sha256(""),
    },
  ],
  "a body with a line break more": [
    "content-hash-mismatch",
    { sentBody: '{"doc_id":"d1"}\n' },
    { what: expect.stringContaining("without the line break at its end") },
  ],
  "a body with a line break less": [
    "content-hash-mismatch",
    { ...hashOf("a\n"), sentBody: "a" },
    { what: expect.stringContaining("with a line break at its end") },
  ],
  "a body with other line breaks": [
    "content-hash-mismatch",
    { ...hashOf("a\nb\nc"), sentBody: "a\r\nb\r\nc" },
    { what: expect.stringContaining("with line feeds for its line breaks") },
  ],
  "a body with a byte order mark": [
    "content-hash-mismatch",
    { ...hashOf("a"), sentBody: "\uFEFFa" },
    { what: expect.stringContaining("without its byte order mark") },
  ],
  "a body serialised twice": [
    "content-hash-mismatch",
    { ...hashOf(json), sentBody: JSON.stringify(json) },
    { what: expect.stringContaining("the JSON inside the JSON text") },
  ],
  "a body signed as Python writes it and sent as JavaScript does": [
    "content-hash-mismatch",
    { ...hashOf('{"doc_id": "\\u6587\\u6863", "n": [1, 2]}'), sentBody: json },
    { what: expect.stringContaining("the same JSON with other white space, escapes or order of keys") },
  ],
  "a JSON text signed in place of its value": [
    "content-hash-mismatch",
    { ...hashOf(JSON.stringify(json)), sentBody: json },
    { what: expect.stringContaining("the body as a JSON text of its own") },
  ],
  "a body of JSON that is too deep to be written": [
    "content-hash-mismatch",
    { sentBody: "[".repeat(200_000) + "]".repeat(200_000) },
    { what: "X-Content-Sha256 is not the hash of the received body, which has 400000 bytes" },
  ],
  "a body with its keys sorted, its hash not sent": [
    "body-changed",
    { ...unhashed, body: '{"a":1,"b":2}', sentBody: '{"b":2,"a":1}' },
    { what: expect.stringContaining("the same JSON") },
  ],
};
