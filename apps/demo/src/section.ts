import { styleText } from "node:util";

/** Where the demo writes. */
export type Write = (text: string) => void;

/** One part of what the demo shows. */
export interface Section {
  readonly title: string;
  /** Does the part's work; what it resolves to is shown, line by line. Rejects with a sentence when the part fails. */
  readonly run: () => Promise<readonly string[]>;
}

/** Runs sections one after the other, until the signal is aborted, and shows what each found and how long it took. */
export async function showSections(sections: readonly Section[], write: Write, signal: AbortSignal): Promise<void> {
  for (const [index, { title, run }] of sections.entries()) {
    write(`\n${styleText("bold", `${index + 1}. ${title}`)}\n`);
    const start = performance.now();
    const lines = await run();
    signal.throwIfAborted();
    for (const line of lines) write(line === "" ? "\n" : `   ${line}\n`);
    write(styleText("dim", `   ${((performance.now() - start) / 1000).toFixed(1)} s\n`));
  }
}
