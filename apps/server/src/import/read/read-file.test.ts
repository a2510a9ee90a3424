import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { documentFolder } from "../../../testing/document-folder.js";
import { defaultLimits } from "../limits.js";
import { readFile } from "./read-file.js";

/** Linux reports 0 bytes for it, so for a reader it seems to grow. */
const growing = "/proc/self/maps";

test.skipIf(process.platform !== "linux")("A file that grows while it is read is read to its end", async () => {
  const { bytes } = await readFile(growing, defaultLimits.maximumFileBytes);
  expect(Buffer.from(bytes).toString()).toMatch(/^[0-9a-f]+-.*\n$/s);
});

test.skipIf(process.platform !== "linux").each([1, 60])("It may not grow above %i", async (maximum) => {
  await expect(readFile(growing, maximum)).rejects.toMatchObject({
    failedCode: 30001,
    message: `The file has more than ${maximum} bytes; at most ${maximum} are allowed.`,
  });
});

test.each([0, 1, 60])("A file of %i bytes is read, with its SHA-256", async (size) => {
  const folder = await documentFolder({ "a.txt": "x".repeat(size) });
  const { bytes, hash } = await readFile(`${folder}/a.txt`, 60);
  expect(Buffer.from(bytes).toString()).toBe("x".repeat(size));
  expect(hash).toBe(createHash("sha256").update("x".repeat(size)).digest("hex"));
});
