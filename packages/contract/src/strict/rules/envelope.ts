import { type Finding, quote } from "../../finding.js";
import type { JsonObject } from "../../json.js";
import { businessCodes, codeIn } from "../../strict-contract.js";
import type { Answer } from "../../target/answer.js";
import type { Reading, Rule } from "./rule.js";

/** Rules that hold under any status. */
export const statusRules: readonly Rule[] = [
  {
    name: "status",
    source: "tables of codes on the documentation pages",
    check: ({ documented: { status }, answer }) =>
      answer.status === status ? [] : [{ at: "status", message: `is ${answer.status}; expected ${status}` }],
  },
  {
    // The code is the documented one, and comes with the HTTP status that the table pairs it with.
    name: "business-code",
    source: "tables of codes on the documentation pages",
    check: checkBusinessCode,
  },
];

/** Rules over the envelope under the documented status. */
export const envelopeRules: readonly Rule[] = [
  { name: "message", source: "tables of codes on the documentation pages", check: checkMessage },
  {
    // A client that looks for `data` would take an error with an empty one for a success.
    name: "error-data",
    source: "documentation pages, samples of failures",
    check: ({ documented: { response }, body }) =>
      response.code !== 0 && "data" in body ? [{ at: "/data", message: "is there; expected none on an error" }] : [],
  },
  {
    name: "hidden-inside",
    source: "decided by this project: an error says what to mend, and nothing of what goes on inside",
    decision: true,
    check({ body: { message } }) {
      if (typeof message !== "string" || !showsInside(message)) return [];
      return [{ at: "/message", message: "shows the inside of the server; expected one line on what to mend" }];
    },
  },
];

/**
 * Each answer has a `request_id` of its own: it is what the vendor is told when help is asked for.
 * Source: documentation pages, meaning of request_id.
 */
export function createFreshIdCheck(): (body: JsonObject) => Finding[] {
  const seen = new Set<unknown>();
  return ({ request_id: id }) => {
    if (typeof id !== "string") return [];
    if (seen.has(id)) return [{ at: "/request_id", message: "is that of an earlier answer" }];
    seen.add(id);
    return [];
  };
}

function checkBusinessCode({ documented, answer: { status }, body: { code } }: Reading): Finding[] {
  if (typeof code !== "number") return [];
  const expected = documented.response.code;
  const rows = businessCodes.filter((row) => row.code === code);
  const paired = rows.some((row) => row.status === status);
  const remarks = [
    ...(rows.length === 0 ? ["is in no table"] : []),
    ...(rows[0] && !paired ? [`comes with status ${rows[0].status}, not ${status}`] : []),
  ];
  if (code === expected && remarks.length === 0) return [];
  const remark = remarks.map((text) => `, which ${text}`).join("");
  return [{ at: "/code", message: `is ${code}${remark}${code === expected ? "" : `; expected ${expected}`}` }];
}

/**
 * The message is that of the documented case's row in the table of codes. Where the row ends in `%s`, a reason stands
 * there, and the message is not that of another row with the same code: only by it can a client tell the two apart.
 */
function checkMessage({ documented: { operationId, response }, body }: Reading): Finding[] {
  const { message } = body;
  const row = codeIn(operationId, response);
  if (typeof message !== "string" || row === undefined) return [];
  const fault = row.messagePattern
    ? patternFault(message, row.messagePattern)
    : (textFault(message, row.message) ?? otherRowFault(operationId, { ...response, message }));
  return fault === undefined ? [] : [{ at: "/message", message: `is ${quote(message)}; ${fault}` }];
}

function patternFault(message: string, pattern: string): string | undefined {
  return new RegExp(pattern).test(message) ? undefined : `expected a match of /${pattern}/`;
}

function textFault(message: string, template: string): string | undefined {
  if (!template.endsWith("%s")) return message === template ? undefined : `expected ${quote(template)}`;
  const prefix = template.slice(0, -2);
  const reason = message.startsWith(prefix) ? message.slice(prefix.length).trim() : "";
  return reason === "" || reason === "%s" ? `expected ${quote(prefix)} and a reason` : undefined;
}

function otherRowFault(operationId: string, told: JsonObject): string | undefined {
  const { messagePattern } = codeIn(operationId, told) ?? {};
  return messagePattern && `expected a message that does not match /${messagePattern}/`;
}

/** Stack traces, and errors of databases, as several languages write them. */
const inside = /[\r\n]|\bat \S+ \(\S+:\d+|\.\w+:\d+(?::\d+)?\)|Traceback|Exception\b|\bpanic:|\bSQLITE_/;

function showsInside(message: string): boolean {
  // One after the other: a pattern of both would go to the end of the message from each SELECT.
  const statement = message.search(/\bSELECT\b/);
  return inside.test(message) || (statement >= 0 && /\bFROM\b/.test(message.slice(statement)));
}

/** Headers that say how an answer is to be read: said twice, two readers may read two answers. */
const once = ["content-type", "content-length", "transfer-encoding", "content-encoding"];

const token = "[\\w!#$%&'*+.^`|~-]+";
/** A parameter of a media type, or none between two semicolons. Source: RFC 9110, section 5.6.6. */
const parameter = `;[ \\t]*(?:(${token})=(${token}|"(?:[^"\\\\]|\\\\.)*")[ \\t]*)?`;
const jsonType = new RegExp(`^application/json[ \\t]*(?:${parameter})*$`, "i");

/**
 * Whether a media type is that of JSON, and no parameter says that it is in anything but UTF-8, as which `utf8` is
 * read too. Other parameters say nothing of JSON. Source: RFC 9110, section 8.3.1; RFC 8259, section 11.
 */
function isJsonInUtf8(type: string): boolean {
  if (!jsonType.test(type)) return false;
  return [...type.matchAll(new RegExp(parameter, "g"))].every(([_whole, name = "", value = ""]) => {
    const said = value.replace(/^"(.*)"$/s, "$1").replace(/\\(.)/gs, "$1");
    return name.toLowerCase() !== "charset" || /^utf-?8$/i.test(said);
  });
}

/** Whether the headers say how the body is to be read: once, as JSON, and coded in no way that was not asked for. */
export function checkHeaders({ headers, rawHeaders = [] }: Answer): Finding[] {
  const { "content-type": type, "content-encoding": coding, "transfer-encoding": transfer } = headers;
  const findings: Finding[] = [];
  if (typeof type !== "string" || !isJsonInUtf8(type)) {
    const found = type === undefined ? "is missing" : `is ${quote(String(type))}`;
    findings.push({ at: "content-type", message: `${found}; expected application/json` });
  }
  const names = rawHeaders.filter((_text, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const repeated = once.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  findings.push(...repeated.map((at) => ({ at, message: "is there twice" })));
  if (coding !== undefined && String(coding).toLowerCase() !== "identity") {
    findings.push({ at: "content-encoding", message: `is ${quote(String(coding))}, which was not asked for` });
  }
  if (transfer !== undefined && String(transfer).toLowerCase() !== "chunked") {
    findings.push({ at: "transfer-encoding", message: `is ${quote(String(transfer))}; expected none, or chunked` });
  }
  return findings;
}

/** Rules over how an answer is sent, whatever it holds. */
export const wireRules: readonly Rule[] = [
  {
    name: "headers",
    source: "documentation pages, samples; RFC 9110, sections 5.3, 8.3.1, 8.4 and 12.5.3; RFC 9112, section 6",
    check: ({ answer }) => checkHeaders(answer),
  },
  {
    // One that is late is as good as none to who waits for it.
    name: "answer-time",
    source: "option of the run",
    check({ answer: { milliseconds = 0 }, answerBudgetMilliseconds: budget }) {
      if (milliseconds <= budget) return [];
      return [{ at: "time", message: `is ${Math.round(milliseconds)} ms; expected at most ${budget} ms` }];
    },
  },
];
