import { join } from "node:path";
import { text } from "node:stream/consumers";
import { printable } from "@viking-kb/command-line";
import { openPromise } from "yauzl";
import { collectionName, type DemoServer } from "./demo-server.js";
import { fromHere } from "./invitation.js";
import type { Show } from "./screen.js";
import { firstLines, showCommand } from "./show-command.js";

/** Asks for an export of the documents, waits for it, downloads it, and opens what came. */
export async function showTask(
  { settings, databasePath, dataFolder }: DemoServer,
  show: Show,
  signal: AbortSignal,
): Promise<void> {
  const variables = { ...settings, VIKING_KB_DATABASE: databasePath };
  // Kept for an hour, so that starting again and again fills no disk.
  const exporting = ["export", collectionName, "--keep", "1"];
  const output = await showCommand({ program: "viking-kb-server", args: exporting, variables }, show, signal);
  const taskId = output.trim();
  const client = { program: "viking-kb", variables, tellsProgress: true } as const;
  await showCommand({ ...client, args: ["task", "wait", taskId] }, show, signal);
  const path = join(dataFolder, `${collectionName}.zip`);
  const named = fromHere(path);
  await showCommand({ ...client, args: ["task", "download", taskId, named, "--overwrite"] }, show, signal);
  show(`${named} is whole, and holds:`);
  for (const line of await describeZip(path)) show(`  ${line}`);
}

/** The entries of an export with their sizes, and what its manifest counts. */
async function describeZip(path: string): Promise<string[]> {
  const zip = await openPromise(path, { autoClose: false });
  try {
    const entries: { name: string; bytes: string }[] = [];
    let manifest = "{}";
    for await (const entry of zip.eachEntry()) {
      entries.push({ name: entry.fileName, bytes: `${entry.uncompressedSize}` });
      if (entry.fileName === "manifest.json") manifest = await text(await zip.openReadStreamPromise(entry));
    }
    const { points, files } = JSON.parse(manifest);
    const width = Math.max(...entries.map(({ bytes }) => bytes.length));
    const lines = entries.map(({ name, bytes }) => `${bytes.padStart(width)} bytes  ${printable(name)}`);
    return [...firstLines(lines.join("\n")), `${points.count} points, and ${files.count} files as they were imported`];
  } finally {
    zip.close();
  }
}
