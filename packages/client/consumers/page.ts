import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { NotHere, type Tool } from "./tools.ts";

const browserNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Opens a page in a browser of this machine, until its title says "ok".
 *
 * @throws NotHere where there is no browser; Error with the title when it says something else.
 */
export async function openPage(url: string, playwright: Tool): Promise<void> {
  const executablePath = await findBrowser();
  // Installed for this run only, so no import can name it.
  const { chromium } = createRequire(join(playwright.folder, "package.json"))("./index.js");
  // Chromium refuses to sandbox itself where everything runs as root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction("document.title !== 'running'", undefined, { timeout: 30_000 });
    const title = await page.title();
    if (title !== "ok") throw new Error(`The page says: ${title}`);
  } finally {
    await browser.close();
  }
}

async function findBrowser(): Promise<string> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  for (const path of browserNames.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (await exists(path)) return path;
  }
  throw new NotHere(
    `the page was built, and there is no browser to open it: none of ${browserNames.join(", ")} is on the PATH`,
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
