import { fileURLToPath } from "node:url";
import { runCommand } from "./run-command.js";

const cli = fileURLToPath(import.meta.resolve("@viking-kb/cli/bin/viking-kb.js"));

/** Lines shown of each call: enough to see what it answers, few enough for all four to fit a screen or two. */
const shownLines = 14;

/**
 * Makes calls with the sample app and shows each as it would be typed, with the beginning of its answer.
 *
 * @param shown arguments before those of the call
 * @param hidden further ones that are not shown
 * @param variables what the environment holds besides
 */
export async function showCalls(
  calls: readonly (readonly string[])[],
  shown: readonly string[],
  hidden: readonly string[],
  variables: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const call of calls) {
    const typed = ["viking-kb", ...shown, ...call].join(" ");
    const program = [cli, ...hidden, ...shown, ...call];
    const { status, output, errors } = await runCommand(process.execPath, program, { signal, variables });
    if (status !== 0) throw new Error(`${typed} ended with ${status}: ${errors.trim()}`);
    lines.push(`$ ${typed}`, ...firstLines(output), "");
  }
  return lines;
}

function firstLines(output: string): string[] {
  const lines = output.trimEnd().split("\n");
  const rest = lines.length - shownLines;
  return [
    ...lines.slice(0, shownLines).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  … ${rest} more ${rest === 1 ? "line" : "lines"}`] : []),
  ];
}
