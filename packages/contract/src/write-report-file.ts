import { writeFile } from "node:fs/promises";

/** Writes a report. Rejects with an Error that names the file where it cannot be written. */
export async function writeReportFile(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Cannot write ${file} (${error.code}): give a file in a folder that exists.`, { cause: error });
  });
}
