import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../src/run-command.js";
import { root, type Snippet } from "./read-snippets.js";
import type { StandIns } from "./stand-ins.js";

/** A command with the output that its document shows, and the one that it has. */
export interface ShownCommand {
  readonly command: string;
  readonly shown: readonly string[];
  readonly output: readonly string[];
}

/**
 * What stands in for the programs that documents start. Packages come from this repository, whoever is asked for them.
 * What serves until Ctrl-C is started at a free port, must say that it serves, and is ended: further commands reach the
 * server and the mock that stand in for it.
 */
const programs = `
set -e
program() {
  case "$1" in
    viking-kb | local) file=apps/cli/bin/viking-kb.js ;;
    viking-kb-server) file=apps/server/bin/viking-kb-server.js ;;
    viking-kb-mock | mock) file=packages/mock/bin/viking-kb-mock.js ;;
    *) echo "nothing stands in for $1" >&2; return 1 ;;
  esac
  case "$1 $2" in *mock\\ * | *\\ serve) serves=yes ;; *) serves= ;; esac
  case "$* " in *\\ inspect\\ *) serves=yes ;; esac
  shift
  if [ -z "$serves" ]; then "$VIKING_KB_NODE" "$VIKING_KB_ROOT/$file" "$@"; return; fi
  # Node itself: a shell script of pnpm's in its place would be ended, and Node stay.
  "$VIKING_KB_NODE" "$VIKING_KB_ROOT/$file" "$@" --port 0 >served 2>&1 &
  until grep -qs "http://127.0.0.1:" served; do kill -0 $! || { cat served >&2; return 1; }; sleep 0.05; done
  kill $!
  wait $! || [ $? = 143 ] # ended by the signal above
}
npx() { while [ "\${1#-}" != "$1" ] || [ "\${1#pnpm@}" != "$1" ]; do shift; done; program "$@"; }
viking-kb() { program viking-kb "$@"; }
command -v curl >/dev/null || curl() { "$VIKING_KB_NODE" --eval "$VIKING_KB_CURL" -- "$@"; }
npm() { echo "npm $* would change or check this machine: it needs a row in command-rows.ts" >&2; return 1; }
pnpm() { npm "$@"; }
`;

/** What the documents take from curl, for a machine that has none. */
const curl = `
  const { values: { H = [], d }, positionals: [url] } = require("node:util").parseArgs({
    allowPositionals: true,
    options: { s: { type: "boolean", short: "s" }, H: { type: "string", short: "H", multiple: true }, d: { type: "string", short: "d" } },
  });
  const headers = H.map((line) => line.split(/: */, 2));
  fetch(url, { method: "POST", headers, body: d }).then((answer) => answer.text()).then((text) => process.stdout.write(text));
`;

/**
 * Runs the blocks of one document in one shell, as somebody would who reads from top to bottom.
 *
 * @throws Error with what was written to standard error, where a command of a block of plain commands fails.
 */
export async function runCommands(snippets: readonly Snippet[], standIns: StandIns): Promise<ShownCommand[]> {
  const shown: Omit<ShownCommand, "output">[] = [];
  const script = snippets.map(({ language, text }) => {
    const replaced = standIns.replaceNames(text);
    if (language !== "console") return replaced;
    return replaced
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = "", ...rest] = part.trimEnd().split(/(?<!\\)\n/);
        shown.push({ command, shown: rest });
        return `{ ${command}\n} >"shown-${shown.length}" 2>&1 || true`;
      })
      .join("\n");
  });
  const { status, errors } = await runCommand("bash", ["-c", [programs, ...script, "wait"].join("\n")], {
    folder: standIns.folder,
    variables: {
      ...standIns.variables,
      VIKING_KB_ROOT: root,
      VIKING_KB_NODE: process.execPath,
      VIKING_KB_CURL: curl,
      NO_COLOR: "1",
      // The documents show what the programs say in English, whatever the language of this machine.
      LC_ALL: "C.UTF-8",
      COLUMNS: "300",
    },
    signal: AbortSignal.timeout(50_000),
  });
  if (status !== 0) throw new Error(`A command ended with ${status}:\n${script.join("\n")}\n${errors}`);
  return shown.map((command, index) => {
    const output = readFileSync(join(standIns.folder, `shown-${index + 1}`), "utf8");
    return {
      ...command,
      output: output
        .trimEnd()
        .split("\n")
        .map((line) => line.trimEnd()),
    };
  });
}

/** Whether output is as shown: `…` alone stands for any lines, within a line for any characters. */
export function isAsShown({ shown, output }: ShownCommand): boolean {
  const lines = shown.map((line) => {
    const parts = line.split("…").map((part) => part.replaceAll(/[$()*+./?[\\\]^{|}]/g, "\\$&"));
    return line === "…" ? "(?:.*\n)*" : `${parts.join(".*")}\n`;
  });
  return new RegExp(`^${lines.join("")}$`).test(shown.length === 0 ? "" : `${output.join("\n")}\n`);
}
