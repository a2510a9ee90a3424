import { parseFixtures } from "@viking-kb/server";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium } from "../../../testing/browser.js";
import { type Inspected, startInspected } from "../../../testing/local-server.js";
import { openPlace } from "../../../testing/open-place.js";

const total = 100_000;

let inspected: Inspected;
beforeAll(async () => {
  if (!hasChromium) return;
  const document = { process_status: 0, points: [{ content: "One by itself." }] };
  // A file of fixtures repeats a point 10,000 times at most.
  const points = Array.from({ length: 10 }, (_, part) => ({
    times: part === 0 ? 9_999 : 10_000,
    chunk_title: `Number ${part}.{n}`,
    content: "Line {n}",
  }));
  const many = { ...document, points };
  inspected = await startInspected(
    parseFixtures(
      JSON.stringify({
        keys: { reader: { projects: ["default"] } },
        projects: { default: { collections: { big: { documents: { many, "one, alone": document } } } } },
      }),
      "big.json",
    ),
  );
});
afterAll(() => inspected?.close());

const openBig = (query: string) => openPlace(inspected.inspector.url, `/collections/big/points${query}`);
const askedSoFar = () => inspected.asked.length;

async function jumpTo(page: Page, place: string): Promise<void> {
  await page.getByLabel("Go to point").fill(place);
  await page.keyboard.press("Enter");
}

/** The number of the first point below the bar that stays above the list. */
const range = (page: Page) => page.locator(".range").textContent();

/** Waits until what is seen is loaded, and the address says it. */
async function rested(page: Page, from: number): Promise<void> {
  await expect.poll(() => new URL(page.url()).searchParams.get("from") ?? "1", { timeout: 20_000 }).toBe(`${from}`);
  await expect.poll(() => page.locator(".unloaded").count(), { timeout: 20_000 }).toBe(0);
}

const jumps: { to: string; first: number; last?: number }[] = [
  { to: "50000", first: 50_000 },
  { to: "99", first: 99 },
  { to: "101", first: 101 },
  { to: "33333", first: 33_333 },
];

describe.skipIf(!hasChromium)("a list of 100,000 points", () => {
  test.each(jumps)("leads to point $to by one request, with at most 200 rows", async ({ to, first }) => {
    const page = await openBig("");
    await page.locator(".points .title").first().waitFor();
    const before = askedSoFar();
    await jumpTo(page, to);
    await rested(page, first);
    // The row that was asked for is the first one below the bar; 4 million pixels down, browsers round by a few.
    expect(await range(page)).toContain(first.toLocaleString("en"));
    const row = page.locator(`[aria-posinset="${first}"]`);
    const bar = await page.locator(".place-bar").boundingBox();
    const box = await row.boundingBox();
    expect(Math.abs((box?.y ?? 0) - (bar?.y ?? 0) - (bar?.height ?? 0))).toBeLessThan(8);
    expect(await row.getAttribute("aria-setsize")).toBe(`${total}`);
    expect(askedSoFar() - before).toBe(1);
    expect(await page.locator(".points > li").count()).toBeLessThanOrEqual(200);
  });

  test("opens in the middle by one request", async () => {
    const before = askedSoFar();
    const page = await openBig("?from=50000");
    await page.locator('[aria-posinset="50000"] .title').waitFor();
    await rested(page, 50_000);
    expect(askedSoFar() - before).toBe(1);
  });

  test("shows the last point, and says so of one that is not there", async () => {
    const page = await openBig("");
    await page.locator(".points .title").first().waitFor();
    await jumpTo(page, "100001");
    await page.locator(`[aria-posinset="${total}"] .title`).waitFor();
    expect(await page.getByRole("status").first().textContent()).toBe(
      "There is no point 100,001: the last one is 100,000.",
    );
    await page.goBack();
    await page.locator('[aria-posinset="1"] .title').waitFor();
    await expect.poll(() => page.getByText("There is no point").count()).toBe(0);
  });

  test("loads what is scrolled to, and keeps few rows", async () => {
    const page = await openBig("");
    await page.locator(".points .title").first().waitFor();
    const before = askedSoFar();
    const leaps = [0.2, 0.4, 0.6, 0.8];
    for (const share of leaps) {
      await page.evaluate((share) => scrollTo(0, document.documentElement.scrollHeight * share), share);
      const first = async () => Number.parseInt((await range(page))?.replaceAll(",", "") ?? "", 10);
      await expect.poll(async () => (await first()) / total, { timeout: 20_000 }).toBeCloseTo(share, 2);
      await rested(page, await first());
      expect(await page.locator(".points > li").count()).toBeLessThanOrEqual(200);
    }
    expect(askedSoFar() - before).toBe(leaps.length);
  });

  test("is where it was after Back, Forward and a reload", async () => {
    const page = await openBig("");
    await page.locator(".points .title").first().waitFor();
    await jumpTo(page, "70000");
    await rested(page, 70_000);
    await jumpTo(page, "20000");
    await rested(page, 20_000);
    await page.goBack();
    await rested(page, 70_000);
    expect(await range(page)).toContain("70,000");
    await page.goForward();
    await rested(page, 20_000);
    await page.reload();
    await page.locator('[aria-posinset="20000"] .title').waitFor();
    await rested(page, 20_000);
  });

  test("is kept with the exchange that it came by while another place is looked at", async () => {
    const page = await openBig("");
    await page.locator(".points .of-document").first().click();
    await page.getByRole("heading", { level: 1, name: "Document many" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
    await page.goBack();
    await page.locator(".points .title").first().waitFor();
    expect(await page.locator(".exchange").first().textContent()).toContain("HTTP 200");
  });

  test("keeps its place in a narrower window", async () => {
    const page = await openBig("?from=60000");
    await page.locator('[aria-posinset="60000"] .title').waitFor();
    await page.setViewportSize({ width: 380, height: 760 });
    const row = page.locator('[aria-posinset="60000"]');
    await expect.poll(() => row.evaluate(({ clientHeight }) => clientHeight)).toBe(119);
    // At the top, or below a sliver of the one before it.
    await expect.poll(() => row.evaluate((element) => element.getBoundingClientRect().top < 240)).toBe(true);
    expect(await row.evaluate((element) => element.getBoundingClientRect().bottom > 0)).toBe(true);
  });

  test("opens a point whole, goes on to the next, and closes by Esc and by Back", async () => {
    const page = await openBig("?from=60000");
    await page.locator('[aria-posinset="60001"] .title').click();
    const sheet = page.getByRole("dialog");
    await expect.poll(() => sheet.getByRole("heading", { level: 2 }).textContent()).toBe("Point 60,001 of 100,000");
    await sheet.getByRole("button", { name: "Next point" }).click();
    await expect.poll(() => sheet.getByRole("heading", { level: 2 }).textContent()).toBe("Point 60,002 of 100,000");
    expect(new URL(page.url()).searchParams.get("open")).toBe("60002");
    await page.keyboard.press("Escape");
    await expect.poll(() => sheet.count()).toBe(0);
    await rested(page, 60_000);
    await page.locator('[aria-posinset="60003"] .title').click();
    await sheet.waitFor();
    await page.goBack();
    await expect.poll(() => sheet.count()).toBe(0);
  });

  test("keeps the focus on the way to the next point where there is none any more", async () => {
    const page = await openBig(`?from=${total - 1}&open=${total - 1}`);
    const sheet = page.getByRole("dialog");
    const next = sheet.getByRole("button", { name: "Next point" });
    await next.focus();
    // The second has nowhere to go.
    for (const _ of [1, 2]) {
      await page.keyboard.press("Enter");
      await sheet.getByRole("heading", { name: "Point 100,000 of 100,000" }).waitFor();
      await expect.poll(() => next.getAttribute("aria-disabled")).toBe("true");
      expect(await next.evaluate((button) => button === document.activeElement)).toBe(true);
    }
  });

  test("shows the points of chosen documents alone, whatever their ids hold", async () => {
    const page = await openBig("?from=60000");
    await page.locator(".points .title").first().waitFor();
    await page.getByLabel("Only documents").fill("one, alone");
    await page.keyboard.press("Enter");
    await expect.poll(() => range(page)).toBe("1–1 of 1");
    expect(await page.locator(".beginning").textContent()).toBe("One by itself.");
    // Nobody asked for its first point.
    expect(await page.locator(".points .found").count()).toBe(0);
    await page.getByRole("button", { name: "Remove the filter by one, alone" }).click();
    await expect.poll(() => range(page)).toContain("of 100,000");
    await page.goBack();
    await expect.poll(() => range(page)).toBe("1–1 of 1");
  });

  test("is walked with the keyboard", async () => {
    const page = await openBig("?from=500");
    await page.locator('[aria-posinset="500"] .title').focus();
    // A row holds two links: its point and its document.
    for (let place = 501; place <= 530; place++) {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.locator(`[aria-posinset="${place}"] .title:focus`).waitFor();
    }
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("heading", { name: "Point 530 of 100,000" }).waitFor();
  });
});
