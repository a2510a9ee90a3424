import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What a Chromium is called: by Debian, by others, and Google's own. */
const names = ["chromium", "chromium-browser", "google-chrome"];

/**
 * The Chromium that the page is tried in. By `VIKING_KB_TEST_CHROMIUM`: its path; or `required`, so that it is a fault
 * when there is none.
 *
 * @returns undefined where none is installed
 */
export function chromiumOfTests({ VIKING_KB_TEST_CHROMIUM: given, PATH = "" } = process.env): string | undefined {
  if (given && given !== "required") return given;
  const places = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = places.find(isProgram);
  if (found === undefined && given)
    throw new Error("Chromium is not installed, and VIKING_KB_TEST_CHROMIUM requires it.");
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
