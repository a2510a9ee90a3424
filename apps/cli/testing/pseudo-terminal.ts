import { fileURLToPath } from "node:url";
import { type IPty, spawn } from "@lydell/node-pty";
import headless from "@xterm/headless";

const command = fileURLToPath(new URL("../bin/viking-kb.js", import.meta.url));

interface Start {
  readonly columns: number;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What a command left on the screen of its terminal. */
export interface Screen {
  /** The screen's lines, without blanks at their ends. A line that went on in the next one is two here. */
  readonly lines: readonly string[];
  /** Lines that the terminal itself broke, since they were longer than it is wide. */
  readonly broken: readonly string[];
  readonly exitCode: number;
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

/** Why there are no pseudo-terminals here; undefined where there are. */
export async function pseudoTerminalProblem(): Promise<string | undefined> {
  try {
    const pty = spawn(process.execPath, ["--version"], { cols: 80, rows: 24 });
    await new Promise((resolve) => pty.onExit(resolve));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Starts `viking-kb` in a pseudo-terminal, and keeps what a terminal would show. */
export function startInTerminal(argv: readonly string[], { columns, folder, environment }: Start): TerminalSession {
  const { PATH, NODE_OPTIONS, NODE_COMPILE_CACHE } = process.env;
  const size = { cols: columns, rows: 500 };
  const terminal = new headless.Terminal({ ...size, allowProposedApi: true });
  const pty: IPty = spawn(process.execPath, [command, ...argv], {
    ...size,
    cwd: folder,
    name: "xterm-256color",
    env: { PATH, NODE_OPTIONS, NODE_COMPILE_CACHE, ...environment },
  });
  let written = "";
  const waiting = new Set<() => void>();
  pty.onData((text) => {
    written += text;
    terminal.write(text);
    for (const look of waiting) look();
  });
  const ended = new Promise<Screen>((resolve) => {
    pty.onExit(({ exitCode }) => terminal.write("", () => resolve({ ...shownBy(terminal), exitCode, written })));
  });
  return {
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
