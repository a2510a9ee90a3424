import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { chineseHints } from "./chinese-hints.js";
import { inCommandWords } from "./command-words.js";

const client = fileURLToPath(new URL("../../../packages/client/src/", import.meta.url));

/** Names of options, methods and types of the client, and what only its users can do. */
const clientWords =
  /(?<!--)`[a-z]\w*`|\b[a-z]+[A-Z]\w*|\b(?:tasks|docs|points|collections)\.[a-z]|WritableStream|@viking-kb|\bimport\b|Browser/;

/** What `option` stands for in texts of the client: each makes a text of its own. */
const limits = ["attemptTimeoutMs", "timeoutMs", "stallTimeoutMs"];

/**
 * Texts that no user of the command line meets: who interrupts a command is told nothing, and a key is always given.
 */
const neverShown = [
  "Its `signal` ended it.",
  "the option `credentials`",
  "what the function given as `credentials` returned",
];

/** The texts in the client's sources. Those of a TypeError are left out: they tell who writes a program what it may not give. */
function clientTexts(): string[] {
  const sources = globSync("**/*.ts", { cwd: client }).filter(
    (file) => !/^(testing|generated)\b|\.test\.ts$/.test(file),
  );
  const texts = sources.sort().flatMap((file) => {
    const code = readFileSync(client + file, "utf8")
      .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
      .replace(/" \+\s+"/g, "");
    // The beginning of a TypeError is matched too, so that the text behind it is not.
    const literals = code.matchAll(/(?:\b(?:Type|Range)Error\(\s*)?("(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`)/g);
    return [...literals].flatMap(([whole, literal]) => (whole === literal ? literal.slice(1, -1) : []));
  });
  const options = texts.flatMap((text) => limits.map((limit) => text.replaceAll(/\$\{option\}/g, limit)));
  return [...new Set(options)].map((text) => text.replace(/\$\{[^}]*\}/g, "…").replaceAll("\\`", "`"));
}

/** Those that have words of the client's own. */
function textsInClientWords(): string[] {
  return clientTexts().filter(
    (text) => /\S\s+\S+\s+\S/.test(text) && clientWords.test(text) && !neverShown.includes(text),
  );
}

test.each(chineseHints)("the client says what has a Chinese row: %s", (english) => {
  expect(clientTexts().filter((text) => english.test(inCommandWords(text)))).not.toEqual([]);
});

test("no text of the client reaches the command line in words of the client", async () => {
  const rows = textsInClientWords().map((text) => ({ text, said: inCommandWords(text) }));
  // What it finds at least, so that it cannot find nothing.
  expect(rows.length).toBeGreaterThan(25);
  for (const { text, said } of rows) expect.soft(said, text).not.toMatch(clientWords);
  // `pnpm exec vitest run src/command-words.test.ts -u` writes them anew.
  const written = rows.map(({ text, said }) => `${text}\n  ${said}\n`).join("\n");
  await expect(written).toMatchFileSnapshot("../testing/command-words.txt");
});
