import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium } from "../../testing/browser.js";
import { builtPage, openPlace } from "../../testing/open-place.js";
import { key, serveInspector } from "../../testing/serve-page.js";

/** What an API answers now: a test may change it. */
interface Answers {
  data: object;
}

/** Opens a place of an inspector whose API answers every call with this. */
async function openAnswers(path: string, answers: Answers): Promise<Page> {
  const connection = {
    credentials: key,
    endpoint: "http://127.0.0.1:4020",
    retries: 0,
    fetch: async () => Response.json({ code: 0, data: answers.data, request_id: "02" }),
  };
  const { url } = await serveInspector({ connection, pageFolder: builtPage });
  return openPlace(url, path);
}

const collection = { collection_name: "faq", description: "Answers", pipeline_list: [] };
const document = {
  doc_id: "guide",
  doc_name: "guide.md",
  point_num: 1,
  add_type: "url",
  status: { process_status: 0 },
};
const pointPage = (point_list: readonly unknown[]) => ({ collection_name: "faq", count: 1, total_num: 1, point_list });

const undocumented: { what: string; path: string; data: object; documented: object; shows: string }[] = [
  {
    what: "a content that is null",
    path: "/collections/faq/points",
    data: pointPage([{ point_id: "guide-0", content: null }]),
    documented: pointPage([{ point_id: "guide-0", content: "Text" }]),
    shows: "guide-0",
  },
  {
    what: "a point that is null",
    path: "/collections/faq/points",
    data: pointPage([null]),
    documented: pointPage([{ point_id: "guide-0", content: "Text" }]),
    shows: "guide-0",
  },
  {
    what: "a description that is a number",
    path: "/collections/faq",
    data: { ...collection, description: 7 },
    documented: collection,
    shows: "Answers",
  },
  {
    what: "a link that is a number",
    path: "/collections/faq/document?id=guide",
    data: { ...document, url: 7 },
    documented: document,
    shows: "guide.md",
  },
];

describe.skipIf(!hasChromium)("an answer", () => {
  test.each(undocumented)("of another shape is said to be so, and asked for again: $what", async (row) => {
    const { path, data, documented, shows } = row;
    const answers = { data };
    const page = await openAnswers(path, answers);
    const alert = page.getByRole("alert");
    const says = "The answer does not have the documented shape.";
    await expect.poll(() => alert.textContent(), { timeout: 20_000 }).toContain(says);
    // Another place is not touched by it, and Back leads to it anew.
    await page.getByRole("link", { name: "viking-kb inspect" }).click();
    await page.getByRole("heading", { name: "Look at a knowledge base" }).waitFor();
    await page.goBack();
    await expect.poll(() => alert.textContent(), { timeout: 20_000 }).toContain(says);
    answers.data = documented;
    await alert.getByRole("button", { name: "Ask again" }).click();
    await page.getByText(shows).first().waitFor();
    if (path.endsWith("=guide")) await page.getByText("Done").waitFor();
    expect(await alert.count()).toBe(0);
  });

  test("with other points than the one that was asked for gives none of their links", async () => {
    const point = { point_id: "guide-1", content: "Text", chunk_attachment: [{ uuid: "mine" }] };
    const other = { point_id: "guide-0", chunk_attachment: [{ uuid: "theirs", link: "https://files.example/theirs" }] };
    const answers = { data: pointPage([point]) };
    const page = await openAnswers("/collections/faq/points?open=1", answers);
    await page.getByRole("button", { name: "Ask for their links" }).waitFor();
    answers.data = pointPage([other]);
    await page.getByRole("button", { name: "Ask for their links" }).click();
    await page.getByText("This point has no attachments any more.").waitFor();
    expect(await page.locator(".attachments").textContent()).toBe("");
  });

  test("that names no failed_code, as null, is of a document that has not failed", async () => {
    const page = await openAnswers("/collections/faq/document?id=guide", {
      data: { ...document, status: { process_status: 0, failed_code: null } },
    });
    await page.getByText("Done").waitFor();
    await page.waitForLoadState("networkidle");
    expect(await page.getByText("Unknown error").count()).toBe(0);
  });

  test("is not asked for where there is no place, which the title says", async () => {
    const page = await openAnswers("/nowhere", { data: collection });
    await page.getByRole("heading", { name: "There is no such page here." }).waitFor();
    expect(await page.title()).toBe("There is no such page here · viking-kb");
  });
});
