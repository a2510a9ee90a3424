import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isNode, LineCounter, parseDocument } from "yaml";
import { specFolder } from "./paths.ts";

/** A place where the contract breaks a rule of this project, and how. */
export interface Finding {
  rule: string;
  /** JSON pointer into its file, in URI fragment form. */
  pointer: string;
  message: string;
}

/** One line for a finding, with the line of its file that its pointer leads to. */
export function describeFinding(file: string, { rule, pointer, message }: Finding): string {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(specFolder, file), "utf8"), { lineCounter: lines, merge: true });
  const path = pointer
    .slice(2)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  // Inside an alias nothing can be located; the alias itself is the nearest place.
  const node = path.map((_key, depth) => document.getIn(path.slice(0, depth + 1), true)).findLast(isNode);
  const line = node?.range ? lines.linePos(node.range[0]).line : 1;
  return `${file}:${line} ${pointer} ${message} (${rule})`;
}
