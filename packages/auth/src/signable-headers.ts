import type { SignedHeader } from "./canonical-headers.js";
import { headerNames, signedHeaders } from "./generated/scheme.js";
import { type HeaderLines, type HeadersInput, headerLines, isHeaderValue } from "./header-lines.js";

/**
 * The headers to sign, sorted as the scheme lists them: those that signing adds, Host from the URL, and of the
 * caller's the ones that the scheme signs. Throws a TypeError where the caller's headers contradict these.
 */
export function signableHeaders(
  headers: HeadersInput,
  host: string,
  added: Readonly<Record<string, string>>,
): readonly SignedHeader[] {
  const lines = headerLines(headers);
  assertSignable(lines, host);
  const values = new Map([...lines].map(([name, [value = ""]]) => [name, value]));
  for (const [name, value] of Object.entries({ ...added, host })) values.set(name, value);
  return signedHeaders.flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
}

function assertSignable(lines: HeaderLines, host: string): void {
  for (const name of Object.values(headerNames)) {
    if (lines.has(name)) {
      throw new TypeError(`The header ${name} is set by signing: leave it out of the headers.`);
    }
  }
  for (const name of signedHeaders) {
    if ((lines.get(name)?.length ?? 0) > 1) {
      throw new TypeError(`The header ${name} is given twice: a signed header is sent once.`);
    }
  }
  for (const [name, values] of lines) {
    if (!values.every(isHeaderValue)) {
      throw new TypeError(
        `The header ${JSON.stringify(name)} holds a line break or another character that cannot be sent.`,
      );
    }
  }
  const given = lines.get("host")?.[0];
  if (given !== undefined && given !== host) {
    throw new TypeError("The Host header is not the host of the URL: leave it out, it is derived from the URL.");
  }
}
