import { InvalidRequest } from "./invalid-request.js";

/** What a `Prefer` header asks of the mock. */
export interface Preference {
  code?: string;
  example?: string;
  dynamic: boolean;
}

const pattern = /(?<![\w-])(code|example|dynamic)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/gi;
const registered = /(?<![\w-])(?:respond-async(?![\w-])|(?:return|wait|handling)\s*=\s*[\w-]+)/gi;

/**
 * Reads a `Prefer` header, several of them joined by commas included. Of preferences with the same name the first
 * counts, and those that the RFC itself registers are ignored. Source: RFC 7240, sections 2 and 4; blanks between
 * preferences are taken as well. The RFC lets a server ignore any that it does not know; here that would answer a
 * mistyped one with a success.
 *
 * @throws InvalidRequest when a preference is unknown, or `dynamic` is neither true nor false.
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
    throw new InvalidRequest(`Prefer: ${unknown} is not known; there are code=…, example=… and dynamic=true`);
  }
  const { code, example, dynamic = "false" } = Object.fromEntries(found);
  if (dynamic !== "true" && dynamic !== "false") {
    throw new InvalidRequest(`Prefer: dynamic is ${dynamic}, must be true or false`);
  }
  return {
    ...(code === undefined ? {} : { code }),
    ...(example === undefined ? {} : { example }),
    dynamic: dynamic === "true",
  };
}
