import { headerNames } from "./generated/scheme.js";
import { isHeaderValue } from "./header-value.js";
import { type HeadersInput, headerPairs } from "./headers-input.js";
import { trimOptionalWhiteSpace } from "./optional-white-space.js";
import { requireThat } from "./require-that.js";

const setBySigning: readonly string[] = Object.values(headerNames);

/**
 * The Content-Type among a caller's headers, the only one of them that is signed. Throws a TypeError where they hold
 * what signing sets itself, another Host than the URL's, or what no header can.
 */
export function givenContentType(headers: HeadersInput, host: string): string | undefined {
  let contentType: string | undefined;
  for (const [anyCase, line] of headerPairs(headers)) {
    const name = anyCase.toLowerCase();
    const value = trimOptionalWhiteSpace(line);
    requireThat(
      isHeaderValue(value),
      `The header "${name}" holds a line break or a character beyond ASCII: remove it.`,
    );
    const isContentType = name === "content-type";
    const isTaken = isContentType ? contentType !== undefined : name === "host" && value !== host;
    requireThat(
      !isTaken && !setBySigning.includes(name),
      `The header ${anyCase} is given twice, or set by signing: remove it.`,
    );
    if (isContentType) contentType = value;
  }
  return contentType;
}
