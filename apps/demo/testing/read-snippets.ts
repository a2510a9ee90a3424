import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the repository begins. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A block between fences, as it stands in a document. */
export interface Snippet {
  /** Its path from the root. */
  readonly document: string;
  /** What stands behind the opening fence. */
  readonly language: string;
  readonly text: string;
  /** Of its first line of code. */
  readonly line: number;
}

const isFence = /^```(.*)$/;

/** Every block of a document, in order. */
export function snippetsOf(document: string): Snippet[] {
  const snippets: Snippet[] = [];
  let open: { language: string; line: number } | undefined;
  let lines: string[] = [];
  for (const [index, line] of readFileSync(join(root, document), "utf8").split("\n").entries()) {
    const [, language] = isFence.exec(line) ?? [];
    if (language === undefined) lines.push(line);
    else if (open === undefined) [open, lines] = [{ language, line: index + 2 }, []];
    else {
      snippets.push({ document, ...open, text: lines.join("\n") });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`${document}:${open.line} begins a block that no fence ends.`);
  return snippets;
}

/**
 * The documents whose snippets are run: each README, and what stands in `docs`. Those in Chinese have the snippets of
 * the English ones, which another test holds.
 */
export const documents = [
  "README.md",
  ...globSync(["docs/*.md", "spec/README.md", "{packages,apps}/*/README.md"], { cwd: root }).sort(),
].map((path) => path.replaceAll("\\", "/"));

/**
 * The programs of a document: a block that imports something begins one, and those behind it that import nothing go on
 * with it, as a reader does.
 */
export function programsOf(document: string): Snippet[] {
  const programs: Snippet[] = [];
  for (const snippet of snippetsOf(document).filter(({ language }) => language === "ts")) {
    const last = programs.at(-1);
    if (last === undefined || /^import /m.test(snippet.text)) programs.push(snippet);
    else programs.splice(-1, 1, { ...last, text: `${last.text}\n${snippet.text}` });
  }
  return programs;
}
