import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { DocumentFailure } from "../../../failures.js";

/**
 * Opens a PDF, gives it to `use`, and frees it. Nothing but its bytes and pdfjs-dist's own files is read: no font of the
 * system, no address; and nothing in it is run.
 *
 * @throws DocumentFailure when it is encrypted or damaged.
 */
export async function withPdf<Result>(
  bytes: Uint8Array,
  use: (pdf: PDFDocumentProxy) => Promise<Result>,
): Promise<Result> {
  const { getDocument, InvalidPDFException, PasswordException, VerbosityLevel } = await loadPdfjs();
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const task = getDocument({
    // The parser takes the bytes over.
    data: Uint8Array.from(bytes),
    // Without them Chinese, Japanese and Korean text in fonts that are not embedded is lost.
    cMapUrl: join(folder, "cmaps/"),
    standardFontDataUrl: join(folder, "standard_fonts/"),
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return await use(await task.promise);
  } catch (error) {
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

/** When it is loaded it warns that it will not be able to draw, since `@napi-rs/canvas` is missing; nothing is drawn. */
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
