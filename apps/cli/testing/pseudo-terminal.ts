import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { IPty, spawn as spawnInTerminal } from "@lydell/node-pty";
import headless from "@xterm/headless";
import { type CommandInTerminal, endsOfCommands } from "./command-in-terminal.js";
import { temporaryFolder } from "./temporary-folder.js";

const command = fileURLToPath(new URL("../bin/viking-kb.js", import.meta.url));
const inTurn = fileURLToPath(new URL("run-in-turn.ts", import.meta.url));
const screenRows = 500;

/** What a command left on the screen of its terminal. */
export interface Screen {
  /** The screen's lines, without blanks at their ends. A line that went on in the next one is two here. */
  readonly lines: readonly string[];
  /** Lines that the terminal itself broke, since they were longer than it is wide. */
  readonly broken: readonly string[];
  /** Undefined where the process ended before the command did. */
  readonly exitCode: number | undefined;
  /** Everything that was written, with the sequences that a terminal obeys. */
  readonly written: string;
}

/** A command in a terminal. */
export interface TerminalSession {
  /** Types a text, as `\u0003` for Ctrl-C. */
  type(text: string): void;
  /** Resolves once the text has been written. */
  shows(text: string): Promise<void>;
  readonly ended: Promise<Screen>;
}

/** What makes pseudo-terminals. It is a native module, which not every machine has. */
interface TerminalModule {
  readonly spawn: typeof spawnInTerminal;
}

const loadTerminals = (): Promise<TerminalModule> => import("@lydell/node-pty");

/**
 * The sentence of a machine that has no pseudo-terminals; undefined where there are some.
 *
 * @param required `required`, as in `VIKING_KB_TEST_TERMINALS`, makes it a fault that there are none
 */
export async function missingTerminals(
  load: () => Promise<TerminalModule> = loadTerminals,
  required = process.env.VIKING_KB_TEST_TERMINALS,
): Promise<string | undefined> {
  try {
    const { spawn } = await load();
    const pty = spawn(process.execPath, ["--version"], { cols: 80, rows: 24 });
    await new Promise((resolve) => pty.onExit(resolve));
    return undefined;
  } catch (error) {
    const sentence = `No pseudo-terminal is here, so no screen is tried: ${error instanceof Error ? error.message : String(error)}`;
    if (required === "required") throw new Error(`${sentence}. VIKING_KB_TEST_TERMINALS requires them.`);
    return sentence;
  }
}

/** Starts `viking-kb` in a pseudo-terminal, and keeps what a terminal would show. */
export async function startInTerminal(
  columns: number,
  { argv, folder, environment }: CommandInTerminal,
): Promise<TerminalSession> {
  const { NODE_OPTIONS, NODE_COMPILE_CACHE } = process.env;
  const env = { NODE_OPTIONS, NODE_COMPILE_CACHE, ...environment };
  const pty = await startNode([command, ...argv], columns, { cwd: folder, env });
  const { session, write, end } = openSession(pty, columns);
  pty.onData(write);
  pty.onExit(({ exitCode }) => end(exitCode));
  return session;
}

/**
 * Runs commands one after the other in one process and one pseudo-terminal, and keeps what each would show in a
 * terminal of its own. The answers to a command's questions are typed as soon as it asks.
 */
export async function runInTerminal(
  columns: number,
  commands: readonly CommandInTerminal[],
): Promise<TerminalSession[]> {
  const list = join(temporaryFolder(), "commands.json");
  writeFileSync(list, JSON.stringify(commands));
  const pty = await startNode([inTurn, list], columns, { env: { ...process.env } });
  const opened = commands.map(() => openSession(pty, columns));
  const next = opened.values();
  let current = next.next().value;
  let held = "";
  pty.onData((text) => {
    held += text;
    for (let end = endsOfCommands.exec(held); ; end = endsOfCommands.exec(held)) {
      current?.write(held.slice(0, end?.index));
      held = end === null ? "" : held.slice(end.index);
      const exitCode = end?.[1];
      if (exitCode === undefined) return;
      current?.end(Number(exitCode));
      current = next.next().value;
      held = held.slice(end?.[0].length);
    }
  });
  // Where it ends too early, no command that is left has an exit code.
  pty.onExit(() => {
    for (let left = current; left; left = next.next().value) left.end(undefined);
  });
  return opened.map(({ session }) => session);
}

async function startNode(argv: readonly string[], columns: number, options: Parameters<typeof spawnInTerminal>[2]) {
  const { spawn } = await loadTerminals();
  return spawn(process.execPath, [...argv], { ...options, cols: columns, rows: screenRows, name: "xterm-256color" });
}

function openSession(pty: IPty, columns: number) {
  const terminal = new headless.Terminal({ cols: columns, rows: screenRows, allowProposedApi: true });
  let written = "";
  const waiting = new Set<() => void>();
  const { promise: ended, resolve } = Promise.withResolvers<Screen>();
  const session: TerminalSession = {
    type: (text) => pty.write(text),
    shows: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!written.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    ended,
  };
  return {
    session,
    write(text: string) {
      written += text;
      terminal.write(text);
      for (const look of waiting) look();
    },
    end(exitCode: number | undefined) {
      terminal.write("", () => resolve({ ...shownBy(terminal), exitCode, written }));
    },
  };
}

function shownBy({ buffer }: InstanceType<typeof headless.Terminal>): Pick<Screen, "lines" | "broken"> {
  const lines: string[] = [];
  const broken: string[] = [];
  for (let row = 0; row < buffer.active.length; row++) {
    const line = buffer.active.getLine(row);
    const text = line?.translateToString(true) ?? "";
    if (line?.isWrapped) broken.push(text);
    lines.push(text);
  }
  while (lines.at(-1) === "") lines.pop();
  return { lines, broken };
}
