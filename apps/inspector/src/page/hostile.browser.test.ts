import { createFakeKnowledgeBase, type FakePoint } from "@viking-kb/client/testing";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, seriousFindings } from "../../testing/browser.js";
import { builtPage, openPlace } from "../../testing/open-place.js";
import { key, serveInspector } from "../../testing/serve-page.js";

const script = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
const megabyte = 2 ** 20;

const points: FakePoint[] = [
  { content: script, chunk_title: script, chunk_type: script },
  { content: "see \u202egnp.exe\u202c and \u2066this\u200b\u0007", chunk_title: "invoice\u202efdp.exe" },
  { content: "x".repeat(megabyte), chunk_title: "a line of 1 MB" },
  { content: "\u202e".repeat(10_000), chunk_title: "nothing that is seen" },
  { content: "👨‍👩‍👧 می‌خواهم", chunk_title: "joiners that join" },
  {
    content: "links",
    chunk_title: "links",
    chunk_attachment: [
      { caption: "script", link: "javascript:document.title='owned'" },
      { caption: "data", link: "data:text/html,<script>1</script>" },
      { caption: "web", link: "https://files.example/a.png?X-Tos-Signature=canary" },
    ],
  },
  { content: "row", table_chunk_fields: [{ field_name: script, field_value: { deep: [script, null] } }] },
  {
    content: `|${"a|".repeat(9_000)}\n|${"-|".repeat(9_000)}\n|${"notwithstanding|".repeat(9_000)}`,
    chunk_title: "a wide table",
    original_question: "q".repeat(megabyte),
  },
];
/** Ids are opaque: these are no path, no file and no query. */
const names = ["..", ".", "a/b?c#d&e=f%", `${script}.html`, "\u202e..", "one,two", " ", "__proto__", "a%20b", "a%2525"];
/** A path decodes once: these are themselves. */
const collectionNames = ["a%20b", "a%2525", "知识"];

const fake = createFakeKnowledgeBase({
  collections: [
    {
      collection_name: "hostile",
      description: script,
      creator: "\u202eresu",
      documents: [
        { doc_id: "points", doc_name: script, points },
        {
          doc_id: "long",
          doc_name: "n".repeat(megabyte),
          title: "t".repeat(megabyte),
          meta: "m".repeat(megabyte),
          points: ["A point."],
        },
        ...names.map((doc_id) => ({ doc_id, doc_name: doc_id, meta: script, points: ["A point."] })),
      ],
    },
  ],
  tasks: [{ task_id: script, attachment_link: "javascript:document.title='owned'" }],
});
const openHostile = async (path: string): Promise<Page> => {
  const connection = { credentials: key, fetch: fake.fetch, endpoint: "http://127.0.0.1:4020" };
  const { url } = await serveInspector({ connection, pageFolder: builtPage });
  return openPlace(url, path);
};

/** A point's number in the list: documents are ordered by the bytes of their ids. */
async function openPoint(page: Page, title: string): Promise<void> {
  const found = page.locator(".points > li").filter({ hasText: title }).first();
  await found.locator(".title").click();
  await page.getByRole("dialog").locator(".facts").waitFor();
}
const docQuery = (id: string) => new URLSearchParams({ id });

describe.skipIf(!hasChromium)("hostile content", () => {
  test("is text, and characters that show nothing are named", async () => {
    const page = await openHostile("/collections/hostile/points?doc=points");
    await page.locator(".points .title").nth(6).waitFor();
    const list = page.locator(".points");
    expect(await list.textContent()).toContain(script);
    expect(await list.textContent()).toContain("invoiceU+202Efdp.exe");
    expect(await list.textContent()).toContain("U+202E×400");
    expect(await list.textContent()).toContain("👨‍👩‍👧 می‌خواهم");
    // Not one of the characters that a browser would obey is left.
    expect(await list.textContent()).not.toMatch(/[\p{Control}\u202a-\u202e\u2066-\u2069\u200b]/u);
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(await page.title()).toBe("hostile · Collection · viking-kb");
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("a line of 1 MB is shown in steps, and copied whole", async () => {
    const page = await openHostile("/collections/hostile/points?doc=points");
    await openPoint(page, "a line of 1 MB");
    const text = page.locator("dialog .long-text").first();
    expect((await text.textContent())?.length).toBe(6_000);
    await page.getByRole("button", { name: "Show 50,000 more of 1,048,576 characters" }).click();
    await expect.poll(async () => (await text.textContent())?.length).toBe(56_000);
    await page.getByRole("button", { name: "Copy as JSON" }).click();
    const copied = () => page.evaluate(async () => JSON.parse(await navigator.clipboard.readText()).content.length);
    await expect.poll(copied, { timeout: 20_000 }).toBe(megabyte);
  });

  test("other texts of 1 MB are cut, or shown in steps", async () => {
    const page = await openHostile("/collections/hostile/document?id=long");
    const all = page.getByRole("button", { name: "Show 50,000 more of 1,048,576 characters" });
    await all.nth(1).waitFor();
    const length = async (selector: string) => (await page.locator(selector).first().textContent())?.length;
    expect(await length("h1")).toBeLessThan(200);
    expect(await length(".facts")).toBeLessThan(15_000);
    await all.nth(1).click();
    await expect.poll(() => length(".facts")).toBeGreaterThan(60_000);
  });

  test("a table of 9,000 columns is shown in steps", async () => {
    const page = await openHostile("/collections/hostile/points?doc=points");
    await openPoint(page, "a wide table");
    const header = page.locator("dialog thead th");
    expect(await header.count()).toBe(50);
    const cells = page.locator("dialog tbody td");
    expect((await cells.first().boundingBox())?.height, "the height of one line").toBeLessThan(50);
    expect((await page.locator("dialog .question").textContent())?.length).toBeLessThan(7_000);
    await page.getByRole("button", { name: "Show 50 more of 9,000 columns" }).click();
    await expect.poll(() => header.count()).toBe(100);
    expect(await cells.count()).toBe(100);
  });

  test("only links of the web can be followed, without their key on the screen", async () => {
    const page = await openHostile("/collections/hostile/points?doc=points");
    await openPoint(page, "links");
    await page.getByRole("button", { name: "Ask for their links" }).click();
    const links = page.locator("dialog .attachments a");
    await expect.poll(() => links.count()).toBe(1);
    expect(await links.getAttribute("href")).toContain("https://files.example/");
    expect(await links.textContent()).toBe("files.example/a.png?…");
    expect(await page.locator("dialog .attachments").textContent()).toContain("javascript:document.title='owned'");
  });

  test("cells of a table are text", async () => {
    const page = await openHostile("/collections/hostile/points?doc=points");
    await page.locator(".points .title").nth(6).click();
    await expect.poll(() => page.locator("dialog tbody th").textContent()).toBe(script);
    expect(await page.locator("dialog tbody td").textContent()).toBe(JSON.stringify({ deep: [script, null] }));
  });

  test.each(names)("a document is found by its id: %j", async (id) => {
    const page = await openHostile(`/collections/hostile/document?${docQuery(id)}`);
    const points = page.getByRole("link", { name: "Its point" });
    await points.click();
    await expect.poll(() => page.locator(".range").textContent(), { timeout: 20_000 }).toBe("1–1 of 1");
    await page.locator(".points .of-document").click();
    await points.waitFor();
    await page.reload();
    await points.waitFor();
    expect(await page.evaluate(() => document.title)).not.toBe("owned");
  });

  test.each(collectionNames)("a collection is asked for by its name: %s", async (name) => {
    const page = await openHostile(`/collections/${encodeURIComponent(name)}`);
    const asked = () => fake.requests.at(-1)?.body;
    const tab = page.locator("nav [aria-current=page]");
    await page.getByRole("heading", { name: `Collection ${name}`, exact: true }).waitFor();
    await expect.poll(asked, { timeout: 20_000 }).toEqual({ name });
    expect(await tab.textContent()).toBe("Overview");
    await page.getByRole("link", { name: "Points" }).click();
    await expect.poll(asked, { timeout: 20_000 }).toMatchObject({ collection_name: name });
    expect(await tab.textContent()).toBe("Points");
  });

  test("a task with such an id and link", async () => {
    const page = await openHostile(`/task?${docQuery(script)}`);
    await page.getByText("The task is finished.").waitFor();
    expect(await page.locator("main a[href^='javascript']").count()).toBe(0);
    expect(await page.locator("h1").textContent()).toContain(script);
  });
});
