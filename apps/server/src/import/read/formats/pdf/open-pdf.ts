import { readFile as realReadFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { DocumentFailure } from "../../../failures.js";

/**
 * Opens a PDF, gives it to `use`, and frees it. Nothing but its bytes and pdfjs-dist's own files is read: no font of
 * the system, no address; and nothing in it is run.
 *
 * @param readFile reads the files of pdfjs-dist
 * @throws DocumentFailure when it is encrypted or damaged, and the system's error when a table of characters cannot be
 * read.
 */
export async function withPdf<Result>(
  bytes: Uint8Array,
  use: (pdf: PDFDocumentProxy) => Promise<Result>,
  readFile: (path: string) => Promise<Uint8Array> = realReadFile,
): Promise<Result> {
  const { getDocument, InvalidPDFException, PasswordException, VerbosityLevel } = await loadPdfjs();
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  // The parser leaves out the text that it lacks a table of characters for, without an error.
  let missing: unknown;
  class ProgramFiles {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      const isTable = kind === "cMapUrl";
      try {
        return Uint8Array.from(await readFile(join(folder, isTable ? "cmaps" : "standard_fonts", filename)));
      } catch (error) {
        // The parser knows the names of all tables, but not of all fonts.
        if (isTable) missing ??= error;
        throw error;
      }
    }
  }
  const task = getDocument({
    // The parser takes the bytes over.
    data: Uint8Array.from(bytes),
    // Without them Chinese, Japanese and Korean text in fonts that are not embedded is lost.
    cMapUrl: join(folder, "cmaps/"),
    standardFontDataUrl: join(folder, "standard_fonts/"),
    BinaryDataFactory: ProgramFiles,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const result = await use(await task.promise);
    if (missing !== undefined) throw missing;
    return result;
  } catch (error) {
    // Without it there may be no text at all, and the document would be to blame.
    if (missing !== undefined) throw missing;
    if (error instanceof PasswordException) {
      throw new DocumentFailure("The PDF is encrypted, and a password opens it: save it without one.");
    }
    if (error instanceof InvalidPDFException) {
      throw new DocumentFailure("The PDF is damaged, or the file is no PDF.");
    }
    throw error;
  } finally {
    await task.destroy();
  }
}

/**
 * When it is loaded it warns that it will not be able to draw, since `@napi-rs/canvas` is missing; nothing is drawn.
 */
async function loadPdfjs() {
  const { warn } = console;
  console.warn = (...given: unknown[]) => {
    if (!/@napi-rs\/canvas|polyfill/.test(String(given[0]))) warn(...given);
  };
  try {
    return await import("pdfjs-dist/legacy/build/pdf.mjs");
  } finally {
    console.warn = warn;
  }
}
