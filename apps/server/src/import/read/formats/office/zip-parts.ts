import { crc32 } from "node:zlib";
import { fromBufferPromise, type ZipFile } from "yauzl";
import { DocumentFailure } from "../../../failures.js";
import { allowed } from "../../../limits.js";

/** Most files that a zip may hold: office documents have a few dozen, or hundreds with their pictures. */
export const mostEntries = 10_000;

const compoundFileSignature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Whether it is what Office wrote until 2003, and wraps a document with a password in (MS-CFB; MS-OFFCRYPTO, 2.3). */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return compoundFileSignature.every((byte, index) => bytes[index] === byte);
}

/**
 * Reads files of a zip, of which nothing is believed: the bytes are counted while they are inflated, and held to their
 * checksum.
 *
 * @param isWanted says which, by their names
 * @param maximumBytes how many bytes they may have together
 * @throws DocumentFailure when it is no whole zip, when a file is encrypted, and when it holds too much.
 */
export async function readZipParts(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  maximumBytes: number,
): Promise<ReadonlyMap<string, Buffer>> {
  try {
    return await readParts(await fromBufferPromise(asBuffer(bytes)), isWanted, maximumBytes);
  } catch (error) {
    if (error instanceof DocumentFailure) throw error;
    throw new DocumentFailure(
      `The file is damaged, or not what its name says: ${(error as Error).message.replace(/\.$/, "")}.`,
    );
  }
}

async function readParts(zip: ZipFile, isWanted: (name: string) => boolean, maximumBytes: number) {
  if (zip.entryCount > mostEntries) {
    throw new DocumentFailure(`The file holds more than ${allowed(mostEntries, "file")}.`);
  }
  const parts = new Map<string, Buffer>();
  let room = maximumBytes;
  for await (const entry of zip.eachEntry()) {
    if (!isWanted(entry.fileName)) continue;
    if (entry.isEncrypted()) throw new DocumentFailure("The file is encrypted. Save it without a password.");
    if (parts.has(entry.fileName)) throw new Error(`it holds two files ${entry.fileName}`);
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      room -= chunk.length;
      if (room < 0) throw tooLarge(maximumBytes);
      chunks.push(chunk);
    }
    const part = Buffer.concat(chunks);
    if (crc32(part) !== entry.crc32) throw new Error(`${entry.fileName} is not as it was packed`);
    parts.set(entry.fileName, part);
  }
  return parts;
}

function tooLarge(maximumBytes: number): DocumentFailure {
  return new DocumentFailure(`What the file holds takes, unpacked, more than ${allowed(maximumBytes, "byte")}.`);
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
