import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium } from "../../testing/browser.js";
import { documentedFixtures, type Inspected, startInspected } from "../../testing/local-server.js";
import { openPlace } from "../../testing/open-place.js";

let inspected: Inspected;
beforeAll(async () => {
  if (hasChromium) inspected = await startInspected(await documentedFixtures());
});
afterAll(() => inspected?.close());

/** What is on the screen, in one line. */
async function shown(page: Page, selector = "main"): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? "").replace(/\s+/g, " ");
}

const link = /expires in|expired|may expire/;

/** Each thing that a place says, in both languages. */
const rows: { what: string; path: string; says: Readonly<Record<"en" | "zh", readonly (string | RegExp)[]>> }[] = [
  {
    what: "a collection",
    path: "/collections/handbook",
    says: {
      en: [
        "Staff handbook and price list",
        "docs-team",
        "kb-0a1b2c3d4e5f6789",
        "4 Flagship edition",
        "Aug 28, 2024",
        "3 of 3 documents finished",
        "6 points",
        "Ready",
        "ip Inner product",
        "float 32-bit floating point",
        "1024 dimensions",
      ],
      zh: ["旗舰版", "2024年8月28日", "3 个文档中已完成 3 个", "6 个切片", "就绪", "ip 内积", "1024 维"],
    },
  },
  {
    what: "an index in each state",
    path: "/collections/reindexed",
    says: {
      en: ["No documents yet", "Initialising", "Ready", "Failed", "To be built", "Changing"],
      zh: ["还没有文档", "初始化中", "就绪", "失败", "待构建", "变更中"],
    },
  },
  {
    what: "a document that is done",
    path: "/collections/handbook/document?id=handbook",
    says: {
      en: ["handbook.md", "Done", "Its 4 points", "18,432 bytes", "tos_fe Uploaded as a file", "Aug 28, 2024"],
      zh: ["处理完成", "该文档的 4 个切片", "18,432 字节", "以文件上传"],
    },
  },
  {
    what: "a document that failed",
    path: "/collections/intake/document?id=archive",
    says: {
      en: [
        "Failed",
        "The file is larger than the knowledge base allows.",
        "failed_code 30001",
        "Advice",
        "Split the file",
      ],
      zh: ["处理失败", "failed_code 30001", "建议", "拆分"],
    },
  },
  {
    what: "a failed_code that no page names",
    path: "/collections/intake/document?id=scan",
    says: {
      en: ["Unknown error.", "failed_code 90001", "the file is encrypted"],
      zh: ["90001", "the file is encrypted"],
    },
  },
  {
    what: "a document under way",
    path: "/collections/intake/document?id=floor-plan-2025",
    says: { en: ["Being processed", "process_status 6"], zh: ["处理中", "process_status 6"] },
  },
  {
    what: "the link of a document",
    path: "/collections/test_collection_name/document?id=test123",
    says: {
      en: ["fwh-my-test-bucket.tos-cn-beijing.volces.com", "expired", "From a URL"],
      zh: ["已过期", "从 URL 导入"],
    },
  },
  {
    what: "a task under way",
    path: "/task?id=3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a",
    says: { en: ["Under way", "42%", /Asks again in \d+ s/], zh: ["进行中", "42%", /\d+ 秒后再次查询/] },
  },
  {
    what: "a task that failed",
    path: "/task?id=6d2e8f4a1c3b5d7e9f0a2b4c6d8e0f1a",
    says: { en: ["Failed for good", "42%", "The task is finished."], zh: ["失败", "任务已结束。"] },
  },
  {
    what: "a task whose link has expired",
    path: "/task?id=xxx",
    says: {
      en: ["Finished", "100%", "The link has expired. Ask for a fresh one"],
      zh: ["成功", "链接已过期，点此获取新链接"],
    },
  },
  {
    what: "a table as a table",
    path: "/collections/handbook/points?open=6",
    says: { en: ["Furniture"], zh: ["Furniture"] },
  },
  {
    what: "an attachment as a link",
    path: "/collections/handbook/points?open=1",
    says: { en: ["Attachments", "Ground floor"], zh: ["附件", "Ground floor"] },
  },
  {
    what: "the last exchange",
    path: "/collections/handbook",
    says: { en: [/HTTP 200code 0[\d,]+ ms1 attemptrequest id \w{20,}/], zh: [/HTTP 200code 0[\d,]+ 毫秒/] },
  },
];

describe.skipIf(!hasChromium).each(["en", "zh"] as const)("in %s", (language) => {
  test.each(rows)("$what", async ({ path, says }) => {
    const page = await openPlace(inspected.inspector.url, path, { language });
    for (const text of says[language]) {
      await expect
        .poll(() => shown(page), { timeout: 20_000 })
        [typeof text === "string" ? "toContain" : "toMatch"](text);
    }
  });
});

const forms: { form: string; holds: readonly string[] }[] = [
  {
    form: "curl",
    holds: ["VIKING_KB_ACCESS_KEY_ID:?}", '{"collection_name":"handbook","offset":0,"limit":100}', "curl --config -"],
  },
  {
    form: "TypeScript",
    holds: ["createKnowledgeBase", 'kb.points.list({ collection_name: "handbook", offset: 0, limit: 100 })'],
  },
  {
    form: "Command line",
    holds: [
      "viking-kb points list handbook --endpoint http://127.0.0.1:",
      "--offset 0 --limit 100",
      "$VIKING_KB_SECRET_ACCESS_KEY",
    ],
  },
];

describe.skipIf(!hasChromium)("what a page offers", () => {
  test.each(forms)("its call as $form, without a secret", async ({ form, holds }) => {
    const page = await openPlace(inspected.inspector.url, "/collections/handbook/points");
    await page.getByRole("button", { name: "This call as…" }).click();
    await page.getByRole("tab", { name: form }).click();
    const text = page.getByRole("tabpanel");
    await expect.poll(() => text.textContent(), { timeout: 20_000 }).toContain(holds[0]);
    for (const part of holds) expect(await text.textContent()).toContain(part);
    await page.getByRole("dialog").getByRole("button", { name: "Copy", exact: true }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(await text.textContent());
    expect(await text.textContent()).not.toContain(new URL(inspected.inspector.url).hash.slice(1));
  });

  test("what the contract says of a field, in the page's language, by the keyboard", async () => {
    const page = await openPlace(inspected.inspector.url, "/collections/handbook");
    await page.getByRole("button", { name: "What is create_time?" }).focus();
    await page.keyboard.press("Enter");
    const text = page.locator(".help-text:popover-open");
    await expect.poll(() => text.textContent(), { timeout: 20_000 }).toContain("When the collection was created");
    await page.keyboard.press("Escape");
    await expect.poll(() => text.count()).toBe(0);
    await page.getByRole("button", { name: "中文", exact: true }).click();
    await page.getByRole("button", { name: "create_time 是什么？" }).click();
    await expect.poll(() => text.textContent(), { timeout: 20_000 }).toMatch(/[\u4e00-\u9fff]{4}/);
  });

  test("a point as Markdown and as JSON", async () => {
    const page = await openPlace(inspected.inspector.url, "/collections/handbook/points?open=6");
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const cells = ["item", "price", "desk", "420", "chair", "180"];
    await page.getByRole("button", { name: "Copy as Markdown" }).click();
    await expect
      .poll(copied)
      .toBe(
        "# Furniture\n\n| item | price |\n| --- | --- |\n| desk | 420 |\n| chair | 180 |\n\nprices.md · prices-0\n",
      );
    await page.getByRole("button", { name: "Copy as JSON" }).click();
    await expect.poll(async () => JSON.parse(await copied()).point_id).toBe("prices-0");
    expect(await page.locator("dialog th, dialog td").allTextContents()).toEqual(cells);
  });

  test("the links of attachments, when they are asked for, and loads none", async () => {
    const page = await openPlace(inspected.inspector.url, "/collections/handbook/points?open=1");
    await page.getByRole("button", { name: "Ask for their links" }).click();
    const found = page.locator(".attachments a");
    await found.waitFor();
    expect(await found.getAttribute("rel")).toBe("noreferrer noopener");
    expect(await found.textContent()).toBe("example.com/floor-plan.png?…");
    expect(await shown(page, ".attachments")).toMatch(link);
    expect(await page.locator("main img, dialog img").count()).toBe(0);
  });

  test("the way from the start to a collection, a document, its points, and back", async () => {
    const page = await openPlace(inspected.inspector.url, "/");
    await page.getByLabel("Name or resource id of a collection").fill("kb-0a1b2c3d4e5f6789");
    await page.keyboard.press("Enter");
    await page.getByText("Staff handbook and price list").waitFor();
    await page.getByLabel("Open a document of this collection").fill("handbook");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Its 4 points" }).click();
    await expect.poll(() => page.locator(".range").textContent(), { timeout: 20_000 }).toBe("1–4 of 4");
    await page.goBack();
    await page.getByRole("heading", { name: "Document handbook.md" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Document handbook.md" }).waitFor();
    await page.getByRole("link", { name: "viking-kb inspect" }).click();
    expect(await shown(page, ".recent")).toBe("Document handbookCollection kb-0a1b2c3d4e5f6789");
  });

  test("light and dark colours, which a reload keeps", async () => {
    const page = await openPlace(inspected.inspector.url, "/");
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await ground()).toBe("rgb(255, 255, 255)");
    await page.getByRole("button", { name: "Colours: system" }).click();
    await page.getByRole("button", { name: "Colours: light" }).click();
    await expect.poll(ground).toBe("rgb(22, 24, 27)");
    await page.reload();
    await page.getByRole("button", { name: "Colours: dark" }).waitFor();
    await expect.poll(ground).toBe("rgb(22, 24, 27)");
  });

  test("the way past the header for the keyboard", async () => {
    const page = await openPlace(inspected.inspector.url, "/collections/handbook");
    await page.getByText("Staff handbook and price list").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  });
});
