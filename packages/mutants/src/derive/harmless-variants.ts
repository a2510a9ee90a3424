import { type ContractPair, isLink, isObject, type Json } from "@viking-kb/contract";
import type { SentAnswer } from "../answer-proxy.js";
import { type Behaviour, type Call, changeAnswer, changeBody, changeText, type Mutant, withHeader } from "../mutant.js";
import { eachAt, placesOf } from "./place.js";

/** Ways in which a server may answer otherwise and keep the contract: none of them may be taken for a fault. */
export function harmlessVariants(pairs: readonly ContractPair[], slowMilliseconds: number): Mutant[] {
  const operationIds = new Set(pairs.map(({ operationId }) => operationId));
  return [...rows, linksSignedAnew(pairs), slow(slowMilliseconds)].map(([detail, description, start]) => ({
    id: `harmless/${detail}`,
    group: "harmless",
    description,
    operationId: "*",
    start: () => {
      const behave = start();
      return (call: Call) => (operationIds.has(call.operationId ?? "") ? behave(call) : call.answer);
    },
  }));
}

type Row = readonly [detail: string, description: string, start: () => Behaviour];

const stateless = (detail: string, description: string, behave: Behaviour): Row => [detail, description, () => behave];
const header = (detail: string, name: string, value: string | string[]): Row =>
  stateless(
    detail,
    `${name}: ${value}`,
    changeAnswer((answer) => withHeader(answer, name, value)),
  );
const text = (detail: string, description: string, change: (text: string) => string): Row =>
  stateless(detail, description, changeText(change));
const sent = (detail: string, description: string, delivery: SentAnswer["delivery"]): Row =>
  stateless(
    detail,
    description,
    changeAnswer((answer) => ({ ...answer, delivery })),
  );
const requestId = (detail: string, description: string, choose: (id: string) => string): Row =>
  text(detail, description, (body) =>
    body.replace(/"request_id":"([^"]*)"/, (_match, id: string) => `"request_id":${JSON.stringify(choose(id))}`),
  );
const type = "content-type";
const json = "application/json";

const rows: readonly Row[] = [
  text("keys-reversed", "members in another order", (body) => rewrite(body, (members) => members.reverse())),
  text("keys-sorted", "members in alphabetical order", (body) =>
    rewrite(body, (members) => members.sort(([one], [other]) => (one < other ? -1 : 1))),
  ),
  text("pretty", "white space between members", (body) => JSON.stringify(JSON.parse(body), null, 2)),
  text("tabs-and-line-ends", "tabs and CRLF between members", (body) =>
    JSON.stringify(JSON.parse(body), null, "\t").replaceAll("\n", "\r\n"),
  ),
  text("line-feed-at-the-end", "a line feed after the body", (body) => `${body}\n`),
  text("spaces-around", "white space around the body", (body) => `  ${body} \t\r\n`),
  text("unicode-escaped", "what is not ASCII as \\u escapes", escapeUnicode),
  text("unicode-escaped-in-capitals", "the same with capital hexadecimal digits", (body) =>
    escapeUnicode(body).replace(/\\u[0-9a-f]{4}/g, (written) => `\\u${written.slice(2).toUpperCase()}`),
  ),
  text("letters-escaped", "the first letter of each text and name as a \\u escape", (body) =>
    body.replace(/(?<!\\)"([A-Za-z])/g, (_match, letter: string) => `"\\u00${letter.charCodeAt(0).toString(16)}`),
  ),
  text("slashes-escaped", "slashes escaped", (body) => body.replaceAll("/", "\\/")),
  text("html-characters-escaped", "<, > and & as \\u escapes", (body) =>
    body.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
  ),
  text("integers-with-fraction", "whole numbers as 10.0", (body) => replaceIntegers(body, (digits) => `${digits}.0`)),
  text("integers-with-exponent", "whole numbers as 1e1", (body) => replaceIntegers(body, (digits) => `${digits}e0`)),
  text("integers-with-other-exponents", "whole numbers as 1E+0 and 1e2", (body) =>
    replaceIntegers(body, (digits) => {
      const [, whole = digits, zeros = ""] = /^(-?[1-9]\d*?)(0+)$/.exec(digits) ?? [];
      return zeros === "" ? `${digits}E+0` : `${whole}e${zeros.length}`;
    }),
  ),
  header("charset", type, `${json}; charset=utf-8`),
  header("charset-in-capitals", type, `${json}; charset=UTF-8`),
  header("charset-quoted", type, `${json};charset="utf-8"`),
  header("charset-without-hyphen", type, `${json}; charset=utf8`),
  header("charset-with-an-end", type, `${json};charset=utf-8;`),
  header("charset-among-others", type, `${json} ; odata=minimal ;Charset="UTF\\-8"`),
  header("content-type-in-capitals", type, "Application/JSON"),
  stateless(
    "header-names-in-capitals",
    "names of headers in capitals",
    changeAnswer((answer) => ({
      ...answer,
      headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name.toUpperCase(), value])),
    })),
  ),
  header("log-id", "X-Tt-Logid", "20251122215800AB12CD34EF56AB12CD34"),
  header("server", "Server", "volc-dcdn"),
  header("via", "Via", "1.1 cache.example.com"),
  header("vary", "Vary", "Accept-Encoding, Origin"),
  header("cache-control", "Cache-Control", "no-store"),
  header("cookies", "Set-Cookie", ["a=1; Path=/", "b=2; Path=/"]),
  header("own-header", "X-Request-Cost", "7"),
  header("security-headers", "Strict-Transport-Security", "max-age=31536000"),
  header("identity", "Content-Encoding", "identity"),
  sent("chunked", "in chunks", { framing: "chunked" }),
  sent("length-absent", "no length: the body ends with the connection", { framing: "close" }),
  sent("http-1.0", "HTTP/1.0", { framing: "http-1.0" }),
  sent("trailers", "in chunks, with a header after them", { trailers: { "X-Request-Cost": "7" } }),
  sent("continue", "100 Continue before the answer, which nobody asked for", { before: "100 Continue" }),
  sent("processing", "102 Processing before the answer", { before: "102 Processing" }),
  sent("early-hints", "103 Early Hints before the answer", { before: "103 Early Hints" }),
  sent("reason-absent", "no words after the status", { reason: "" }),
  sent("reason-other", "other words after the status", { reason: "All right, more or less" }),
  sent("undated", "no Date", { undated: true }),
  stateless(
    "connection-closed",
    "Connection: close",
    changeAnswer((answer) => ({ ...answer, delivery: { closing: true } })),
  ),
  requestId("request-id-uuid", "request_id is a UUID", uuidOf),
  requestId("request-id-short", "request_id is short", (id) => id.slice(-12)),
  requestId("request-id-with-signs", "request_id holds signs", (id) => `req:${id}/中=+`),
];

/** Each link is signed by itself, as it is where one expires some minutes after its answer. */
function linksSignedAnew(pairs: readonly ContractPair[]): Row {
  const places = pairs.flatMap(placesOf).filter(({ schema }) => "x-signed-link" in schema);
  const start = (): Behaviour => {
    let count = 0;
    const signAnew = (link: string) => {
      count += 1;
      return link.replace(/\?[^#]*|(?=#)|$/, `?X-Tos-Expires=900&X-Tos-Signature=${String(count).padStart(64, "0")}`);
    };
    return changeBody((body, { operationId }) => {
      for (const { steps } of places.filter((place) => place.operationId === operationId)) {
        eachAt(body, steps, (parent, key) => {
          const { [key]: link } = parent;
          if (typeof link === "string" && isLink(link)) parent[key] = signAnew(link);
        });
      }
    });
  };
  return ["links-signed-anew", "links signed anew in each answer", start];
}

/** Now and then, so that a run does not take minutes. */
function slow(milliseconds: number): Row {
  const start = (): Behaviour => {
    let count = 0;
    return ({ answer }) => {
      count += 1;
      return count % 16 === 1 ? { ...answer, delivery: { headMilliseconds: milliseconds } } : answer;
    };
  };
  return ["slow", "every sixteenth answer slow, and in time", start];
}

function uuidOf(id: string): string {
  const digits = Buffer.from(id).toString("hex").slice(-32).padStart(32, "0");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function rewrite(text: string, order: (members: [string, Json][]) => [string, Json][]): string {
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return Object.fromEntries(order(Object.entries(value).map(([key, inner]) => [key, walk(inner)])));
  };
  return JSON.stringify(walk(JSON.parse(text)));
}

function escapeUnicode(text: string): string {
  return text.replace(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Whole numbers outside texts. */
function replaceIntegers(body: string, replace: (digits: string) => string): string {
  const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  return body.replace(tokens, (token) => (/^-?\d+$/.test(token) ? replace(token) : token));
}
