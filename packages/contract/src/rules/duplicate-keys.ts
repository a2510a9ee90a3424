import type { Finding } from "../finding.js";
import { pointerStep } from "../json.js";

type Frame = { keys: Set<string>; token: string; awaitsKey: boolean } | { keys?: never; token: number };

/** A string, unrolled so that long ones need no backtracking, or a mark of structure. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * No object names a member twice: JSON.parse keeps the last in silence, other parsers the first.
 * Source: RFC 8259, section 4.
 *
 * @param text valid JSON.
 */
export function checkDuplicateKeys(text: string): Finding[] {
  const findings: Finding[] = [];
  const frames: Frame[] = [];
  for (const [token] of text.matchAll(tokens)) {
    const frame = frames.at(-1);
    if (token === "{") frames.push({ keys: new Set(), token: "", awaitsKey: true });
    else if (token === "[") frames.push({ token: 0 });
    else if (token === "}" || token === "]") frames.pop();
    else if (frame?.keys === undefined) {
      if (frame && token === ",") frame.token += 1;
    } else if (token === ",") frame.awaitsKey = true;
    else if (token === ":") frame.awaitsKey = false;
    else if (frame.awaitsKey) {
      frame.token = JSON.parse(token) as string;
      if (frame.keys.has(frame.token)) findings.push({ at: pointerOf(frames), message: "is there twice" });
      frame.keys.add(frame.token);
    }
  }
  return findings;
}

function pointerOf(frames: readonly Frame[]): string {
  return frames.map(({ token }) => pointerStep(token)).join("");
}
