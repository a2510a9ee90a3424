import { expect, test } from "vitest";
import { type RawRequest, rawRequest, sendRaw, type Target } from "./target.js";

const unsigned = { authorization: undefined };
const oddType = { "Content-Type": "odd" };
const otherType = { "Content-Type": "text/plain" };
const invalid = (reason: string) => `invalid request:${reason}`;

interface Row {
  readonly what: string;
  readonly request: RawRequest;
  readonly status: number;
  readonly message: string;
}

/** Each request has the named fault, and faults that are looked for later. */
const rows: Row[] = [
  {
    what: "the size",
    request: { body: `{${" ".repeat(1024 * 1024)}`, headers: { ...unsigned, ...oddType } },
    status: 400,
    message: invalid("body: must not be larger than 1048576 bytes"),
  },
  {
    what: "the signature",
    request: { body: "{", headers: { ...unsigned, ...oddType } },
    status: 401,
    message: "unauthorized",
  },
  {
    what: "the signature",
    request: { body: "{", headers: { ...unsigned, ...otherType } },
    status: 401,
    message: "unauthorized",
  },
  {
    what: "the content type",
    request: { body: "{", headers: oddType },
    status: 400,
    message: invalid("Content-Type: is no media type, must be application/json"),
  },
  {
    what: "the content type",
    request: { body: "{", headers: otherType },
    status: 400,
    message: invalid("Content-Type: is text/plain, must be application/json"),
  },
  {
    what: "JSON",
    request: { body: "{" },
    status: 400,
    message: invalid("body: Expected property name or '}' in JSON at position 1 (line 1 column 2)"),
  },
  {
    what: "the schema",
    request: { body: JSON.stringify({ collection_name: "none", project: "finance", doc_id: 1 }) },
    status: 400,
    message: invalid("doc_id: must be string"),
  },
  {
    what: "the text",
    request: { body: JSON.stringify({ collection_name: "none", project: "finance", doc_id: "\0" }) },
    status: 400,
    message: invalid("doc_id: must not hold the character U+0000"),
  },
];

/** Tests that among several faults the answer names the one that is looked for first. */
export function testOrder(target: Target): void {
  test.each(rows)("First comes $what", async ({ request, status, message }) => {
    const answer = await sendRaw(target.port, await rawRequest(target, "getDocInfo", request));
    expect({ status: answer.status, ...JSON.parse(answer.body) }).toMatchObject({ status, message });
  });
}
