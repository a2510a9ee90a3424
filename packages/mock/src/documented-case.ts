import { isDeepStrictEqual } from "node:util";
import { invalidRequest } from "@viking-kb/endpoint";
import type { Operation } from "./contract.js";
import type { Choice } from "./prism.js";

/** What a `Prefer` header asks of the mock. */
export interface Preference {
  code?: string;
  example?: string;
  dynamic: boolean;
}

const pattern = /(?<![\w-])(code|example|dynamic)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/gi;
const registered = /(?<![\w-])(?:respond-async(?![\w-])|(?:return|wait|handling)\s*=\s*[\w-]+)/gi;

/**
 * Reads a `Prefer` header, which may be several joined by commas. When a preference is repeated the first one counts;
 * those that RFC 7240 itself registers are ignored. Blanks between preferences are accepted (sections 2 and 4). The RFC
 * lets a server ignore unknown preferences; here a mistyped one would then be answered with a success, so it is
 * refused.
 *
 * @throws Refusal when a preference is unknown, or `dynamic` is neither true nor false.
 */
export function parsePrefer(header = ""): Preference {
  const found = new Map<string, string>();
  for (const [, name = "", quoted, plain] of header.matchAll(pattern)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted ?? plain ?? "");
  }
  const [unknown] =
    header
      .replace(pattern, " ")
      .replace(registered, " ")
      .match(/[^\s,;]+/) ?? [];
  if (unknown) {
    throw invalidRequest(`Prefer: ${unknown} is not known; there are code=…, example=… and dynamic=true`);
  }
  const { code, example, dynamic = "false" } = Object.fromEntries(found);
  if (dynamic !== "true" && dynamic !== "false") {
    throw invalidRequest(`Prefer: dynamic is ${dynamic}, must be true or false`);
  }
  return {
    ...(code === undefined ? {} : { code }),
    ...(example === undefined ? {} : { example }),
    dynamic: dynamic === "true",
  };
}

/**
 * The answer that a `Prefer` header names by code, by example or by both.
 *
 * @throws Refusal that lists the available ones, when the operation has no such code or example.
 */
export function preferredCase(operation: Operation, preference: Preference): Choice | undefined {
  const { code, example, dynamic } = preference;
  if (code === undefined && example === undefined) return undefined;
  if (code !== undefined && !operation.answers.has(code)) {
    const codes = [...operation.answers.keys()].join(", ");
    throw invalidRequest(`Prefer: ${operation.operationId} has no code ${code}; it has ${codes}`);
  }
  if (example === undefined) return { code: Number(code), dynamic };

  const answers = [...operation.answers];
  const [status, ...others] = answers
    .filter(([status, names]) => names.includes(example) && (code ?? status) === status)
    .map(([status]) => status);
  if (status === undefined) {
    const cases = answers.map(([status, names]) => `${status} (${names.join(", ")})`).join(", ");
    const under = code === undefined ? "" : ` under code ${code}`;
    throw invalidRequest(`Prefer: ${operation.operationId} has no example ${example}${under}; it has ${cases}`);
  }
  if (others.length > 0) {
    const codes = [status, ...others].join(" and ");
    throw invalidRequest(`Prefer: example ${example} exists for ${codes}; add a code`);
  }
  return { code: Number(status), exampleKey: example };
}

/** The documented case with exactly this request body. */
export function matchingCase(operation: Operation, body: unknown): Choice | undefined {
  const request = operation.requests.find(({ value }) => isDeepStrictEqual(value, body));
  if (!request) return undefined;
  const answer = [...operation.answers].find(([, names]) => names.includes(request.name));
  return answer && { code: Number(answer[0]), exampleKey: request.name };
}
