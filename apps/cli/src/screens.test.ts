import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startKnowledgeBase } from "../testing/knowledge-base-server.js";
import {
  missingTerminals,
  runInTerminal,
  type Screen,
  startInTerminal,
  type TerminalSession,
} from "../testing/pseudo-terminal.js";
import { screenData } from "../testing/screen-data.js";
import { temporaryFolder } from "../testing/temporary-folder.js";

const missing = await missingTerminals();
if (missing !== undefined) process.stderr.write(`${missing}\n`);

interface Row {
  readonly argv: string;
  /** Typed when the question is shown. */
  readonly answers?: readonly (readonly [question: string, answer: string])[];
  /** Commands before it, in the same folder. */
  readonly after?: string;
  /** Where a link or a command for a shell is shown, which is longer than a line and stays whole. */
  readonly long?: true;
  readonly environment?: Record<string, string>;
  /** What is in English alone, and as good in any width. */
  readonly once?: true;
}

const rows: Row[] = [
  { argv: "collection info handbook" },
  { argv: "doc info handbook travel" },
  { argv: "doc info handbook archive" },
  { argv: "doc wait handbook slow" },
  { argv: "doc wait handbook archive" },
  { argv: "points list handbook --limit 10" },
  { argv: "points list handbook --offset 110 --limit 10 --doc travel", once: true },
  { argv: "points list handbook --doc prices travel --limit 3 --full" },
  { argv: "points list kb-0a1b2c3d4e5f6789 --all --offset 110" },
  { argv: "points list handbook --all --offset 114 --json", long: true, once: true },
  { argv: "points list handbook --doc" },
  { argv: "points list handbook --limit 101", once: true },
  { argv: "task info 3f1b6c0d9a5e4d7f", once: true },
  { argv: "task info 0f3b5d7e9a1c2b4d" },
  { argv: "task wait 8154fd9998a346a0" },
  { argv: "task wait 6d2e8f4a1c3b5d7e" },
  { argv: "task download 0f3b5d7e9a1c2b4d 手册.zip" },
  { argv: "task download 0f3b5d7e9a1c2b4d", after: "task download 0f3b5d7e9a1c2b4d" },
  { argv: "task download 0f3b5d7e9a1c2b4d --overwrite", after: "task download 0f3b5d7e9a1c2b4d", once: true },
  { argv: "task download 3f1b6c0d9a5e4d7f" },
  { argv: "task download 0123456789abcdef", once: true },
  { argv: "doc info handbook nothing" },
  { argv: "collection info nothing --json", long: true, once: true },
  { argv: "points list handbook --limit 1 --curl", long: true, once: true },
  { argv: "sign points list handbook --limit 1 --explain", long: true, once: true },
  {
    argv: "profile add work --project support",
    once: true,
    answers: [
      ["id: ", "AKLTEXAMPLE\r"],
      ["ecret", "sesame\r"],
    ],
  },
  { argv: "inspect handbook --curl", once: true },
  { argv: "profile list", after: "profile add work --project support", once: true },
  { argv: "profile use work", after: "profile add work --project support", once: true },
  { argv: "profile remove work", after: "profile add work --project support", once: true },
  { argv: "points list handbook --endpoint http://127.0.0.1:9 --retries 0" },
  { argv: "points list handbook --timeout 0", once: true },
  { argv: "points lst", once: true },
  { argv: "task info t", environment: { VIKING_KB_ACCESS_KEY_ID: "" } },
  ...[
    "",
    "collection info",
    "doc info",
    "doc wait",
    "points list",
    "task info",
    "task wait",
    "task download",
    "inspect",
    "sign",
    "profile",
    "profile add",
  ].map((command): Row => ({ argv: `${command} --help`.trim(), once: true })),
];

/** Where the same command has another output each time: what it is in the golden files, of the same width. */
const steadied: readonly (readonly [changing: RegExp, steady: string])[] = [
  [/127\.0\.0\.1:\d{5}/g, "127.0.0.1:12345"],
  [/\d{8}T\d{6}Z/g, "20260115T083000Z"],
  [/\d{8}\/cn-beijing/g, "20260115/cn-beijing"],
  [/\b[0-9a-f]{64}\b/g, "0".repeat(64)],
];

/** The screens of these rows, each with a server and a folder of its own. */
async function screensOf(shown: readonly Row[], columns: number, language: string): Promise<Screen[]> {
  const ofRows = shown.map(async ({ argv, answers = [], after, environment }) => {
    const { url } = await startKnowledgeBase(screenData);
    const place = {
      folder: temporaryFolder(),
      environment: {
        HOME: ".",
        TERM: "xterm-256color",
        LANG: language === "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8",
        VIKING_KB_ENDPOINT: url,
        VIKING_KB_ACCESS_KEY_ID: "AKLTEXAMPLE",
        VIKING_KB_SECRET_ACCESS_KEY: "sesame",
        ...environment,
      },
    };
    const before = after === undefined ? [] : [{ argv: after, answers: answersOf(after) }];
    return [...before, { argv, answers }].map((command, index, { length }) => ({
      ...command,
      isShown: index === length - 1,
      start: { ...place, argv: command.argv.split(" ") },
    }));
  });
  const commands = (await Promise.all(ofRows)).flat();
  const sessions = await runInTerminal(
    columns,
    commands.map(({ start }) => start),
  );
  const screens: Screen[] = [];
  for (const [index, session] of sessions.entries()) {
    const { answers = [], isShown } = commands[index] ?? {};
    await Promise.race([answer(session, answers), session.ended]);
    if (isShown) screens.push(await session.ended);
  }
  return screens;
}

function answersOf(command: string): NonNullable<Row["answers"]> {
  return rows.find(({ argv }) => argv === command)?.answers ?? [];
}

async function answer(session: TerminalSession, answers: NonNullable<Row["answers"]>) {
  for (const [question, typed] of answers) {
    await session.shows(question);
    session.type(typed);
  }
}

function written({ lines, exitCode }: Screen, argv: string): string {
  const screen = steadied.reduce((text, [changing, steady]) => text.replace(changing, steady), lines.join("\n"));
  return `$ viking-kb ${argv}\n${screen}${screen === "" ? "" : "\n"}[exit code ${exitCode}]\n`;
}

test.each([
  { title: "are not there", load: () => Promise.reject(new Error("no prebuilt file")), says: "no prebuilt file" },
  { title: "cannot be started", load: async () => ({ spawn: throwing }), says: "no more terminals" },
])("pseudo-terminals that $title: a sentence, and a fault where they are required", async ({ load, says }) => {
  const sentence = `No pseudo-terminal is here, so no screen is tried: ${says}`;
  expect(await missingTerminals(load, "")).toBe(sentence);
  await expect(missingTerminals(load, "required")).rejects.toThrow(
    `${sentence}. VIKING_KB_TEST_TERMINALS requires them.`,
  );
});

function throwing(): never {
  throw new Error("no more terminals");
}

describe.runIf(missing === undefined)("in a terminal", () => {
  // `pnpm exec vitest run src/screens.test.ts -u` writes the golden files anew.
  test.each([
    { columns: 80, language: "en" },
    { columns: 120, language: "en" },
    { columns: 80, language: "zh" },
    { columns: 120, language: "zh" },
  ])("of $columns columns, in $language: every command", { timeout: 600_000 }, async ({ columns, language }) => {
    const shown = rows.filter(({ once }) => !once || (columns === 80 && language === "en"));
    const screens = await screensOf(shown, columns, language);
    const texts = shown.map((row, index) => {
      const screen = screens[index];
      if (!row.long) expect.soft(screen?.broken, row.argv).toEqual([]);
      // The cursor is never hidden, so that it need not be shown again.
      expect.soft(screen?.written, row.argv).not.toContain("\u001b[?25l");
      expect.soft(screen?.written, row.argv).not.toContain("sesame");
      return screen ? written(screen, row.argv) : "";
    });
    await expect(texts.join("\n")).toMatchFileSnapshot(`../testing/screens/${columns}-${language}.txt`);
  });

  test.each([
    {
      what: "a download",
      argv: "task download 0f3b5d7e9a1c2b4d",
      shown: "40 %",
      faults: [{ after: 970_000, stalls: true } as const],
    },
    { what: "a wait", argv: "task wait 3f1b6c0d9a5e4d7f", shown: "42 %", faults: [] },
  ])("Ctrl-C ends $what with 130 at once, and leaves nothing", async ({ argv, shown, faults }) => {
    const { url } = await startKnowledgeBase(screenData, faults);
    const folder = temporaryFolder();
    const environment = {
      HOME: ".",
      VIKING_KB_ENDPOINT: url,
      VIKING_KB_ACCESS_KEY_ID: "a",
      VIKING_KB_SECRET_ACCESS_KEY: "b",
    };
    const session = await startInTerminal(80, { argv: argv.split(" "), folder, environment });
    await session.shows(shown);
    const interrupted = Date.now();
    session.type("\u0003");
    const { exitCode, lines } = await session.ended;
    expect({ exitCode, lines, left: readdirSync(folder) }).toEqual({ exitCode: 130, lines: [], left: [] });
    expect(Date.now() - interrupted).toBeLessThan(5_000);
  });

  test("a download that breaks off goes on, and its bar with it", async () => {
    const { url, requests } = await startKnowledgeBase(screenData, [{ after: 1_200_000 }]);
    const folder = temporaryFolder();
    const environment = {
      HOME: ".",
      VIKING_KB_ENDPOINT: url,
      VIKING_KB_ACCESS_KEY_ID: "a",
      VIKING_KB_SECRET_ACCESS_KEY: "b",
    };
    const argv = ["task", "download", "0f3b5d7e9a1c2b4d"];
    const session = await startInTerminal(80, { argv, folder, environment });
    const { exitCode, lines } = await session.ended;
    expect(exitCode).toBe(0);
    expect(lines.at(-1)).toBe("Saved as 0f3b5d7e9a1c2b4d.zip (2400000 bytes).");
    expect(readFileSync(join(folder, "0f3b5d7e9a1c2b4d.zip"))).toHaveLength(2_400_000);
    expect(requests.filter((request) => request.startsWith("/files/"))).toHaveLength(2);
  });
});
