import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { chromiumOfTests } from "./chromium.js";

/** Whether there is a browser: tests that need one are skipped elsewhere. */
export const hasChromium = chromiumOfTests() !== undefined;

let launched: Promise<Browser> | undefined;

/** The browser of a file of tests, started by the first one that needs it. */
export function browserOfTests(): Promise<Browser> {
  const executablePath = chromiumOfTests();
  if (executablePath === undefined) throw new Error("There is no Chromium: skip this test by hasChromium.");
  launched ??= chromium.launch({ executablePath });
  return launched;
}

/** Ends the browser of a file of tests, where one was started. */
export async function closeBrowser(): Promise<void> {
  const browser = await launched;
  launched = undefined;
  await browser?.close();
}

/** How a page is looked at. */
export interface Look {
  readonly language?: "en" | "zh";
  readonly theme?: "light" | "dark";
  readonly width?: number;
}

/** Each look that every part of the page must have. */
export const looks = (["en", "zh"] as const).flatMap((language) =>
  (["light", "dark"] as const).map((theme) => ({ language, theme })),
);

/** What goes wrong in pages that a test does not look at: it fails the test. */
export interface Opened {
  readonly page: Page;
  /** What the page said on its console, threw, or was refused by its policy. */
  readonly faults: string[];
}

/**
 * Opens an address in a profile of its own, as a user of this language and theme would. At the end of the test it fails
 * if anything went wrong unseen, or if the page asked another origin for anything.
 */
export async function open(
  url: string,
  { language = "en", theme = "light", width = 1200 }: Look = {},
): Promise<Opened> {
  const browser = await browserOfTests();
  const context = await browser.newContext({
    locale: language === "zh" ? "zh-CN" : "en-GB",
    timezoneId: "Asia/Shanghai",
    colorScheme: theme,
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const { origin } = new URL(url);
  const faults: string[] = [];
  page.on("console", (message) => {
    // A browser notes each answer that is an error, also one that the page shows.
    if (message.type() === "error" && !/^Failed to load resource: the server responded/.test(message.text())) {
      faults.push(message.text());
    }
  });
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith("data:")) faults.push(request.url());
  });
  onTestFinished(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });
  await page.goto(url);
  return { page, faults };
}

/** What axe finds that is serious or worse, a line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));

/** The longest page that is kept whole, in pixels: of a list without end only what is seen. */
const longest = 3_000;

/** Keeps what the page looks like, in `screenshots`, for people to look at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: height <= longest });
}
