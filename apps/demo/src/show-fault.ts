import type { Show } from "./screen.js";
import { showCommand } from "./show-command.js";

/**
 * Puts a fault before the mock, and shows what the contract run says of it: what is wrong, where, and its last lines.
 */
export async function showFault(mockUrl: string, show: Show, signal: AbortSignal): Promise<void> {
  const args = [mockUrl, "--mock", "--break", "wrong-type", "--layers", "strict"];
  // On a terminal it would draw a bar, which is more than these seconds are worth.
  await showCommand({ program: "viking-kb-mutants", args, status: 1 }, show, signal, faultsIn);
  show("It ended with 1, so that CI goes red. The whole report has each request and answer.");
}

/** Of a report the cases that show a fault for the first time, without request and answer, and the last lines. */
export function faultsIn(report: string): string[] {
  const [, failed = ""] = report.split("\nwhat failed\n\n");
  const blocks = failed.trimEnd().split("\n\n");
  const faults = blocks.flatMap((block) => {
    const [title = "", ...lines] = block.split("\n");
    const found = lines.filter((line) => /^ {2}\d+\. /.test(line));
    return found.length === 0 ? [] : [title, ...found];
  });
  return [...faults, ...(blocks.at(-1) ?? "").split("\n")];
}
