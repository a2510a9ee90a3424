import { gzipSync } from "node:zlib";
import type { ContractPair } from "@viking-kb/contract";
import { type Behaviour, changeAnswer, changeText, type Mutant, mutantsOf, withHeader, withText } from "../mutant.js";

/**
 * The faults in how an answer is written and sent, each done to two (operation, status) pairs: every pair has some, and
 * the next run has them at the same.
 *
 * @param lateMilliseconds more than an answer may take
 */
export function wireMutants(pairs: readonly ContractPair[], lateMilliseconds: number): Mutant[] {
  const all = Object.entries({ ...rows, latency: late(lateMilliseconds) }).flatMap(([group, own]) =>
    own.map((row) => [group, ...row] as const),
  );
  return all.flatMap(([group, detail, description, behave], index) =>
    [index * 3, index * 3 + 7].map((place): Mutant => {
      const { operationId = "", status = 0 } = pairs[place % pairs.length] ?? {};
      return mutantsOf(operationId, status)(group, detail, description, behave);
    }),
  );
}

type Row = readonly [detail: string, description: string, behave: Behaviour];

const header = (name: string, value: string | string[] | undefined): Behaviour =>
  changeAnswer((answer) => withHeader(answer, name, value));
const bytes = (change: (bytes: Buffer) => Uint8Array): Behaviour =>
  changeAnswer((answer) => ({ ...answer, bytes: change(Buffer.from(answer.bytes)) }));
const json = "application/json";
const replaceFirst = (from: RegExp, to: string): Behaviour => changeText((text) => text.replace(from, to));

const rows: Readonly<Record<string, readonly Row[]>> = {
  header: [
    ["content-type-missing", "no content type", header("content-type", undefined)],
    ["content-type-html", "content type text/html", header("content-type", "text/html; charset=utf-8")],
    ["content-type-text", "content type text/plain", header("content-type", "text/plain")],
    [
      "content-type-problem",
      "content type application/problem+json",
      header("content-type", "application/problem+json"),
    ],
    ["content-type-javascript", "content type text/json", header("content-type", "text/json")],
    ["charset-gbk", "charset gbk", header("content-type", `${json}; charset=gbk`)],
    ["charset-latin-1", "charset iso-8859-1", header("content-type", `${json}; charset=iso-8859-1`)],
    ["content-type-twice", "the content type twice", header("content-type", [json, json])],
    ["content-types-two", "two content types", header("content-type", [json, "text/html"])],
    ["content-encoding-untrue", "says gzip and is not", header("content-encoding", "gzip")],
  ],
  encoding: [
    [
      "gzip-unasked",
      "gzip that nobody asked for",
      changeAnswer((answer) => ({ ...withHeader(answer, "content-encoding", "gzip"), bytes: gzipSync(answer.bytes) })),
    ],
    ["gzip-unsaid", "gzip without a word", bytes(gzipSync)],
    ["byte-order-mark", "a byte order mark", changeText((text) => `\uFEFF${text}`)],
    ["utf-16", "UTF-16", bytes((body) => Buffer.from(body.toString(), "utf16le"))],
    ["utf-16-marked", "UTF-16 with a byte order mark", bytes((body) => Buffer.from(`\uFEFF${body}`, "utf16le"))],
    ["invalid-utf-8", "a byte in request_id that is no UTF-8", bytes(breakRequestId)],
    ["overlong", "an overlong form in request_id", bytes((body) => replaceRequestId(body, Buffer.from([0xc0, 0xaf])))],
    [
      "surrogate",
      "half of a surrogate pair as UTF-8",
      bytes((body) => replaceRequestId(body, Buffer.from([0xed, 0xa0, 0x80]))),
    ],
    ["zero-bytes", "a zero byte at the end", bytes((body) => Buffer.concat([body, Buffer.from([0])]))],
  ],
  truncation: [
    ["empty", "an empty body", changeText(() => "")],
    ["half", "half of the body", changeText((text) => text.slice(0, text.length / 2))],
    ["last-byte", "without the last byte", changeText((text) => text.slice(0, -1))],
    [
      "connection-reset",
      "the connection is reset within the body",
      changeAnswer((answer) => ({ ...answer, delivery: { framing: "reset" } })),
    ],
    [
      "promised-more",
      "ends before the length that it declares",
      changeAnswer((answer) => ({ ...answer, delivery: { lengthError: 10 } })),
    ],
    [
      "declared-less",
      "declares a length that cuts it",
      changeAnswer((answer) => ({ ...answer, delivery: { lengthError: -5 } })),
    ],
  ],
  garbage: [
    ["brace", "a brace too many", changeText((text) => `${text}}`)],
    ["second-body", "the body twice", changeText((text) => text + text)],
    [
      "warning-before",
      "a warning of the interpreter before the body",
      changeText((text) => `Warning: undefined index\n${text}`),
    ],
    ["prefix", "a prefix against script inclusion", changeText((text) => `)]}',\n${text}`)],
    ["html", "a page of HTML", changeText(() => "<html><body><h1>Error</h1></body></html>")],
  ],
  json: [
    ["duplicate-code", "code twice, first another", replaceFirst(/^\s*\{/, '{"code":999,')],
    [
      "duplicate-same",
      "request_id twice, and the same",
      replaceFirst(/"request_id":("[^"]*")/, '"request_id":$1,"request_id":$1'),
    ],
    ["duplicate-escaped", "code twice, once with an escape", replaceFirst(/^\s*\{/, '{"\\u0063ode":999,')],
    ["not-a-number", "code is NaN", replaceFirst(/"code":\d+/, '"code":NaN')],
    ["infinity", "code is Infinity", replaceFirst(/"code":\d+/, '"code":Infinity')],
    ["too-large-number", "code is 1e400", replaceFirst(/"code":\d+/, '"code":1e400')],
    ["leading-zero", "code with a zero before it", replaceFirst(/"code":(\d+)/, '"code":0$1')],
    ["trailing-comma", "a comma after the last member", replaceFirst(/\}\s*$/, ",}")],
    ["single-quotes", "single quotes", changeText((text) => text.replaceAll('"', "'"))],
    ["comment", "a comment", replaceFirst(/^\s*\{/, "{/* answer */")],
    [
      "line-feed-in-text",
      "a line feed in request_id that is not escaped",
      replaceFirst(/"request_id":"/, '"request_id":"\n'),
    ],
    ["text-of-json", "the body as JSON text in JSON", changeText((text) => JSON.stringify(text))],
    ["list", "the body in a list", changeText((text) => `[${text}]`)],
    ["null", "null", changeText(() => "null")],
    ["empty-object", "an empty object", changeText(() => "{}")],
    [
      "xml",
      "XML",
      changeAnswer((answer) =>
        withText(withHeader(answer, "content-type", "application/xml"), "<response><code>0</code></response>"),
      ),
    ],
  ],
};

function late(milliseconds: number): Row[] {
  return [
    [
      "head",
      "answers too late",
      changeAnswer((answer) => ({ ...answer, delivery: { headMilliseconds: milliseconds } })),
    ],
    [
      "body",
      "headers in time, the body too late",
      changeAnswer((answer) => ({ ...answer, delivery: { bodyMilliseconds: milliseconds } })),
    ],
  ];
}

function breakRequestId(body: Buffer): Buffer {
  return replaceRequestId(body, Buffer.from([0xff]));
}

/** Puts bytes before what request_id holds. */
function replaceRequestId(body: Buffer, wrong: Buffer): Buffer {
  const start = '"request_id":"';
  const at = body.indexOf(start) + start.length;
  return at < start.length ? body : Buffer.concat([body.subarray(0, at), wrong, body.subarray(at)]);
}
