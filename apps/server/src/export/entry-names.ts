import { createHash } from "node:crypto";
import { extname } from "node:path/posix";

/** What Windows takes for a device, whatever stands behind the first dot. */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** What some file system does not take in a name, or takes for the end of one. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\:*?"<>|\ufffd]/gu;

/** In bytes of UTF-8: the longest part of a path that common file systems take, with room for a number behind it. */
const longestPart = 200;

/** In bytes of UTF-8. Windows takes 260 characters by default, others 4,096 bytes. */
const longestPath = 1_000;

/**
 * Gives documents names in an archive, below one of its folders: that of the `doc_id`, which may hold anything, as far
 * as it is a path that leads nowhere else and that every file system takes. No two names are the same, also where upper
 * and lower case or the forms of Unicode are, and none is the folder of another.
 */
export function entryNamer(folder: string): (docId: string) => string {
  const taken = new Map<string, "file" | "folder">();

  const give = (parent: string, part: string, kind: "file" | "folder"): string => {
    for (let number = 1; ; number++) {
      const path = `${parent}/${number === 1 ? part : numbered(part, number)}`;
      const holder = taken.get(folded(path));
      if (holder !== undefined && (holder === "file" || kind === "file")) continue;
      taken.set(folded(path), kind);
      return path;
    }
  };

  return (docId) => {
    const parts = docId.split("/").map(safePart);
    const isLong = Buffer.byteLength(parts.join("/")) > longestPath;
    const [file = "_", ...folders] = (isLong ? [shortened(docId)] : parts).reverse();
    const parent = folders.reverse().reduce((path, part) => give(path, part, "folder"), folder);
    return give(parent, file, "file");
  };
}

function safePart(part: string): string {
  const safe = part
    .toWellFormed()
    .normalize("NFC")
    .replace(unsafe, "_")
    .replace(/[. ]+$/, (end) => "_".repeat(end.length));
  if (Buffer.byteLength(safe) > longestPart) return shortened(part);
  if (safe === "") return "_";
  return device.test(safe) ? `_${safe}` : safe;
}

/** A name of the same type that tells nothing else. */
function shortened(name: string): string {
  const [extension = ""] = /^\.\w{1,10}$/.exec(extname(name)) ?? [];
  return `${createHash("sha256").update(name).digest("hex").slice(0, 32)}${extension}`;
}

/** `leave (2).md` */
function numbered(part: string, number: number): string {
  const extension = extname(part);
  return `${part.slice(0, part.length - extension.length)} (${number})${extension}`;
}

/** The same for paths that some file system takes for one. */
function folded(path: string): string {
  return path.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}
