import { isUtf8 } from "node:buffer";
import type { Dirent } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { idLengthFault } from "../../storage/id-length.js";
import { collectionFileName } from "../collection-file.js";
import { systemReason } from "../failures.js";
import type { SkippedFile } from "../options.js";

/** Whether a file or folder of this name is left out: a hidden one, or one that package managers fill. */
export function isPassedOver(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/**
 * The end of a file's name, which tells its type: in lower case, without the dot before it. Of two ends, as in
 * `returns.faq.csv` or `faq.csv`, both count where they are a type together.
 */
export function extensionOf(name: string, isType: (extension: string) => boolean): string {
  const [last = "", before] = name.toLowerCase().split(".").reverse();
  if (before === undefined) return "";
  const both = `${before}.${last}`;
  return isType(both) ? both : last;
}

/** A file to import. */
export interface FolderFile {
  /** Its path from the folder, with `/`, in Unicode's composed form (NFC), whatever form the file system keeps. */
  readonly docId: string;
  /** Lower-case, without a dot. */
  readonly extension: string;
  /** Where it is on this machine: no part of it is a link. */
  readonly path: string;
}

/** What stands below a folder. */
export interface WalkedFolder {
  /** Where it is on this machine. */
  readonly folder: string;
  /** By `docId`, in the order of their UTF-16 code units. */
  readonly files: readonly FolderFile[];
  /** Where its `collection.yaml` is on this machine; undefined where it has none. */
  readonly collectionFile: string | undefined;
  readonly skipped: readonly SkippedFile[];
  /** Folders that could not be read, each as the beginning of the ids of all documents below it. */
  readonly unreadPrefixes: readonly string[];
  /** Folders that are empty, in the same form: the mount point of a disk that is not mounted looks like that. */
  readonly emptyPrefixes: readonly string[];
}

/**
 * Finds the files with a supported extension below a folder. Links are not followed, so that nothing from outside the
 * folder is read; they are skipped like files of other types, and so is what has a name that is not UTF-8. Hidden files
 * and folders and `node_modules` are left out.
 *
 * @throws Error when the folder is missing, is no folder, or cannot be read.
 */
export async function walkFolder(folder: string, extensions: readonly string[]): Promise<WalkedFolder> {
  const files = new Map<string, FolderFile>();
  const skipped: SkippedFile[] = [];
  const unreadPrefixes: string[] = [];
  const emptyPrefixes: string[] = [];
  let collectionFile: string | undefined;

  const visitFolder = async (path: string, prefix: string): Promise<void> => {
    const { entries, unreadableNames } = await entriesOf(path);
    if (entries.length + unreadableNames.length === 0) emptyPrefixes.push(prefix);
    for (const name of unreadableNames) {
      if (!isPassedOver(name)) skipped.push({ path: `${prefix}${name}`, reason: "Its name is not UTF-8: rename it." });
    }
    for (const entry of entries) {
      if (isPassedOver(entry.name)) continue;
      const id = `${prefix}${entry.name}`.normalize("NFC");
      const entryPath = join(path, entry.name);
      if (entry.isDirectory()) {
        await visitFolder(entryPath, `${id}/`).catch((error: unknown) => {
          skipped.push({ path: id, reason: `The folder cannot be read: ${systemReason(error)}.` });
          unreadPrefixes.push(`${id}/`);
        });
        continue;
      }
      const extension = extensionOf(entry.name, (type) => extensions.includes(type));
      if (id === collectionFileName && entry.isFile()) {
        collectionFile = entryPath;
        continue;
      }
      const otherExtensions = extensions.includes(extension) ? [] : extensions;
      const reason = reasonToSkip(entry, { id, otherExtensions, isTaken: files.has(id) });
      if (reason) skipped.push({ path: id, reason });
      else files.set(id, { docId: id, extension, path: entryPath });
    }
  };

  const visitReal = async () => visitFolder(await realpath(folder), "");
  await visitReal().catch((error: unknown) => {
    throw new Error(`The folder ${folder} cannot be imported: ${systemReason(error)}.`, { cause: error });
  });
  return {
    folder,
    files: [...files.values()].sort(byDocId),
    collectionFile,
    skipped,
    unreadPrefixes,
    emptyPrefixes,
  };
}

/** What stands in a folder, and the names in it that are not UTF-8, with `\xfc` for such bytes. */
async function entriesOf(path: string): Promise<{ entries: Dirent[]; unreadableNames: string[] }> {
  const entries = await readdir(path, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  // Node puts U+FFFD for what is not UTF-8, and nothing has such a name; but a name may hold U+FFFD itself.
  if (!entries.some(({ name }) => name.includes("\ufffd"))) return { entries, unreadableNames: [] };
  const names = (await readdir(path, { encoding: "buffer" })).filter((name) => !isUtf8(name));
  const unreadable = new Set(names.map((name) => name.toString()));
  const whole = entries.filter(({ name }) => !unreadable.has(name));
  return { entries: whole, unreadableNames: names.map(printableName).sort() };
}

/** A name in which each byte that UTF-8 does not have there is written as `\xfc`. */
function printableName(name: Buffer): string {
  let printable = "";
  for (let start = 0; start < name.length; ) {
    const length = [1, 2, 3, 4].find((count) => isUtf8(name.subarray(start, start + count)));
    const bytes = name.subarray(start, start + (length ?? 1));
    printable += length === undefined ? `\\x${bytes.toString("hex")}` : bytes.toString();
    start += bytes.length;
  }
  return printable;
}

interface Candidate {
  readonly id: string;
  /** The supported extensions, when the entry's own is not one of them; else none. */
  readonly otherExtensions: readonly string[];
  readonly isTaken: boolean;
}

function reasonToSkip(entry: Dirent, { id, otherExtensions, isTaken }: Candidate): string | undefined {
  if (entry.isSymbolicLink()) return "It is a link; links are not followed.";
  if (!entry.isFile()) return "It is not a file.";
  if (entry.name === collectionFileName) return "It counts in the folder that is imported, and not below it.";
  if (otherExtensions.length > 0) return `Only ${otherExtensions.join(", ")} files are imported.`;
  const tooLong = idLengthFault(id);
  if (tooLong !== undefined) return `Its path below the folder ${tooLong}: shorten it.`;
  if (isTaken) return "Another file's name is the same but for the form of its Unicode characters.";
  return undefined;
}

function byDocId(one: FolderFile, other: FolderFile): number {
  return one.docId < other.docId ? -1 : 1;
}
