import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandRows, otherBlocks } from "../testing/command-rows.js";
import { documents, type Snippet, snippetsOf } from "../testing/read-snippets.js";
import { isAsShown, runCommands, type ShownCommand } from "../testing/run-commands.js";
import { startStandIns } from "../testing/stand-ins.js";

const rowsOf = ({ document }: Snippet, line: string) =>
  commandRows.filter((row) => row.document === document && line.includes(row.holding));

/** A block without what is not run: lines of plain commands, and commands that are shown with their output. */
function withoutRows(snippet: Snippet): Snippet {
  const parts = snippet.text.split(snippet.language === "console" ? /^(?=\$ )/m : /(?<=\n)/);
  return { ...snippet, text: parts.filter((part) => rowsOf(snippet, part.split("\n")[0] ?? "").length === 0).join("") };
}

const shells = documents.flatMap(snippetsOf).filter(({ language }) => ["sh", "console"].includes(language));

test("each row of the table is about a command", () => {
  const lines = shells.flatMap((snippet) => snippet.text.split("\n").flatMap((line) => rowsOf(snippet, line)));
  expect(commandRows.filter((row) => !lines.includes(row))).toEqual([]);
});

test("blocks that are neither programs nor commands stand in their table", () => {
  const name = ({ document, language }: { document: string; language: string }) =>
    `${document}, ${language || "plain"}`;
  const others = documents.flatMap(snippetsOf).filter(({ language }) => !["ts", "sh", "console"].includes(language));
  expect(otherBlocks.map(name).sort()).toEqual([...new Set(others.map(name))].sort());
});

const run = documents.flatMap((document) => {
  const snippets = shells.filter((snippet) => snippet.document === document).map(withoutRows);
  return snippets.some(({ text }) => /^[^#\s]/m.test(text)) ? [{ document, snippets }] : [];
});

test.each(run)("the commands of $document", async ({ document, snippets }) => {
  // The root's README speaks of what npm start has imported.
  const imported = document === "README.md" ? { guide: "apps/demo/documents" } : {};
  const standIns = await startStandIns(mkdtempSync(join(tmpdir(), "viking-kb-commands-")), imported);
  try {
    const shown = await runCommands(snippets, standIns);
    expect(shown.filter((command) => !isAsShown(command))).toEqual([]);
  } finally {
    await standIns.close();
  }
});

const command = (shown: string[], output: string[]): ShownCommand => ({ command: "", shown, output });
const outputs: { title: string; shown: ShownCommand; isAsShown: boolean }[] = [
  { title: "the same", shown: command(["a", "b"], ["a", "b"]), isAsShown: true },
  { title: "another line", shown: command(["a", "b"], ["a", "c"]), isAsShown: false },
  { title: "a line more", shown: command(["a"], ["a", "b"]), isAsShown: false },
  { title: "any lines", shown: command(["a", "…", "d"], ["a", "b", "c", "d"]), isAsShown: true },
  { title: "no lines where there may be any", shown: command(["a", "…"], ["a"]), isAsShown: true },
  { title: "any characters", shown: command(["a (…) b"], ["a (1.5 s) b"]), isAsShown: true },
  { title: "other characters around them", shown: command(["a (…) b"], ["a (1.5 s) c"]), isAsShown: false },
  { title: "nothing shown", shown: command([], ["a"]), isAsShown: true },
];
test.each(outputs)("output as shown: $title", (row) => {
  expect(isAsShown(row.shown)).toBe(row.isAsShown);
});
