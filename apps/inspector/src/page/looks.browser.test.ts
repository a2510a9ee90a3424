import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium, keepScreenshot, looks, seriousFindings } from "../../testing/browser.js";
import { documentedFixtures, type Inspected, startInspected } from "../../testing/local-server.js";
import { openPlace } from "../../testing/open-place.js";

let inspected: Inspected;
beforeAll(async () => {
  if (hasChromium) inspected = await startInspected(await documentedFixtures());
});
afterAll(() => inspected?.close());

/** Every part of the page, and what shows that it is there. */
const places: { name: string; path: string; shows: string }[] = [
  { name: "start", path: "/", shows: "form" },
  { name: "collection", path: "/collections/handbook", shows: ".indexes" },
  { name: "indexes", path: "/collections/reindexed", shows: ".indexes .mark.bad" },
  { name: "points", path: "/collections/visitors/points?from=40", shows: ".points .title" },
  { name: "no-points", path: "/collections/just_created/points", shows: ".empty" },
  { name: "point", path: "/collections/handbook/points?open=5", shows: "dialog .facts" },
  { name: "document", path: "/collections/handbook/document?id=handbook", shows: ".facts" },
  { name: "failed-document", path: "/collections/intake/document?id=archive", shows: ".why" },
  { name: "running-task", path: "/task?id=3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a", shows: ".bar" },
  { name: "finished-task", path: "/task?id=xxx", shows: ".after-state" },
  { name: "failure", path: "/collections/gone", shows: ".failure" },
];

describe.skipIf(!hasChromium).each(looks)("in $language, $theme,", (look) => {
  test.each(places)("$name has no serious fault and fits 1200 and 380 pixels", async ({ name, path, shows }) => {
    const page = await openPlace(inspected.inspector.url, path, look);
    await page.locator(shows).first().waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe(look.language === "zh" ? "zh-CN" : "en");
    expect.soft(await seriousFindings(page)).toEqual([]);
    await keepScreenshot(page, `${name}-${look.language}-${look.theme}`);
    await page.setViewportSize({ width: 380, height: 760 });
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(380);
    const isKept = (look.language === "zh") === (look.theme === "dark");
    if (isKept) await keepScreenshot(page, `${name}-${look.language}-${look.theme}-380`);
  });
});
