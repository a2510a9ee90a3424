import { createFakeKnowledgeBase, type FakeFailure } from "@viking-kb/client/testing";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasChromium, open } from "../../testing/browser.js";
import { addressOf, builtPage, openPlace } from "../../testing/open-place.js";
import { key, serveInspector } from "../../testing/serve-page.js";

/** An inspector over a fake whose calls are sent once. */
async function inspectFake(options: { readonly collection?: string } = {}) {
  const fake = createFakeKnowledgeBase({
    collections: [
      {
        collection_name: "faq",
        description: "Answers",
        documents: [{ doc_id: "handbook", points: Array.from({ length: 300 }, (_, number) => `Line ${number}`) }],
      },
    ],
    tasks: [
      {
        task_id: "export",
        steps: [
          { status: "running", percentage: 40 },
          { status: "running", percentage: 80 },
          { status: "success", percentage: 100 },
        ],
      },
    ],
  });
  const connection = { credentials: key, fetch: fake.fetch, endpoint: "http://127.0.0.1:4020", retries: 0 };
  const inspector = await serveInspector({ connection, pageFolder: builtPage, ...options });
  return { fake, inspector };
}

const alert = (page: Page) => page.getByRole("alert");

const failures: { what: string; failure: FakeFailure; says: readonly string[] }[] = [
  {
    what: "the service fails",
    failure: { code: 1000028, status: 500 },
    says: ["code 1000028, HTTP 500", "request id"],
  },
  { what: "the quota is used up", failure: { code: 1000029, status: 429 }, says: ["code 1000029"] },
  {
    what: "the key may not read",
    failure: { code: 1000002 },
    says: ["code 1000002, HTTP 403", "Grant the key access"],
  },
  {
    what: "the signature is refused",
    failure: { code: 1000001 },
    says: ["code 1000001, HTTP 401", "Check the access key"],
  },
  { what: "the connection breaks", failure: { connection: "reset" }, says: ["No answer from 127.0.0.1:4020"] },
  { what: "the answer is none of the API", failure: { status: 502, body: "<h1>Bad gateway</h1>" }, says: ["502"] },
];

describe.skipIf(!hasChromium)("a failure", () => {
  test.each(failures)("leaves what was on the screen: $what", async ({ failure, says }) => {
    const { fake, inspector } = await inspectFake();
    const page = await openPlace(inspector.url, "/collections/faq");
    await page.getByText("Answers").waitFor();
    fake.failNext(failure);
    await page.getByRole("button", { name: "Ask again" }).click();
    for (const text of says) await expect.poll(() => alert(page).textContent(), { timeout: 20_000 }).toContain(text);
    expect(await alert(page).textContent()).toContain("What is shown below is older.");
    expect(await page.getByText("Answers").isVisible()).toBe(true);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => alert(page).count(), { timeout: 20_000 }).toBe(0);
  });

  test("of a page of points leaves the others, and is tried again", async () => {
    const { fake, inspector } = await inspectFake();
    const page = await openPlace(inspector.url, "/collections/faq/points");
    await page.locator(".points .title").first().waitFor();
    fake.failNext({ code: 1000028 });
    await page.getByLabel("Go to point").fill("250");
    await page.keyboard.press("Enter");
    await expect.poll(() => alert(page).count(), { timeout: 20_000 }).toBe(1);
    expect(await page.locator(".range").textContent()).toContain("of 300");
    expect(await alert(page).evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator('[aria-posinset="250"] .title').waitFor();
    expect(await alert(page).count()).toBe(0);
  });

  test("keeps its own reason when another call is answered", async () => {
    const { fake, inspector } = await inspectFake();
    const page = await openPlace(inspector.url, "/collections/faq/points");
    await page.locator(".points .title").first().waitFor();
    fake.failNext({ connection: "reset" });
    await page.getByLabel("Go to point").fill("250");
    await page.keyboard.press("Enter");
    await expect.poll(() => alert(page).textContent(), { timeout: 20_000 }).toContain("127.0.0.1:4020");
    // Points 101 to 200 come into the window beside those that failed.
    await page.evaluate(() => scrollBy(0, -54 * 88));
    await page.locator('[aria-posinset="199"] .title').waitFor();
    expect(await alert(page).textContent()).toContain("127.0.0.1:4020");
    expect(await alert(page).textContent()).not.toContain(new URL(inspector.url).host);
  });

  test("to get an answer is told in Chinese, and asks for nothing when it is told in English", async () => {
    const { fake, inspector } = await inspectFake();
    fake.failNext({ connection: "reset" });
    const page = await openPlace(inspector.url, "/collections/faq", { language: "zh" });
    await expect.poll(() => alert(page).textContent(), { timeout: 20_000 }).toContain("API 没有响应。");
    const asked = fake.requests.length;
    await page.getByRole("button", { name: /English/ }).click();
    await expect.poll(() => alert(page).textContent()).toContain("The API did not answer.");
    expect(fake.requests.length).toBe(asked);
  });

  test("of what was never there says what to do, in Chinese too", async () => {
    const { inspector } = await inspectFake();
    const page = await openPlace(inspector.url, "/collections/gone", { language: "zh" });
    await expect.poll(() => alert(page).textContent(), { timeout: 20_000 }).toContain("检查名称和 project");
  });

  test("of the inspector itself, when it is ended, leaves what was on the screen", async () => {
    const { inspector } = await inspectFake();
    const { page, faults } = await open(addressOf(inspector.url, "/collections/faq"));
    await page.getByText("Answers").waitFor();
    await inspector.close();
    await page.getByRole("button", { name: "Ask again" }).click();
    await expect
      .poll(() => alert(page).textContent(), { timeout: 20_000 })
      .toContain("viking-kb inspect does not answer.");
    expect(await page.getByText("Answers").isVisible()).toBe(true);
    await page.getByRole("button", { name: "What is create_time?" }).click();
    const help = page.locator(".help-text:popover-open");
    await expect.poll(() => help.textContent(), { timeout: 20_000 }).toContain("does not answer");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "This call as…" }).click();
    await page.getByRole("dialog").getByText("viking-kb inspect does not answer.").waitFor();
    // The browser notes each connection that is refused.
    expect(faults.splice(0).every((fault) => /ERR_CONNECTION_REFUSED/.test(fault))).toBe(true);
  });
});

const shut: { what: string; fragment: string; says: string }[] = [
  { what: "without a token", fragment: "", says: "This address is not complete" },
  {
    what: "with the token of an earlier run",
    fragment: `#${"a".repeat(43)}`,
    says: "This address is of an earlier run",
  },
];

describe.skipIf(!hasChromium)("the page", () => {
  test.each(shut)("$what says what to do, and asks for nothing", async ({ fragment, says }) => {
    const { fake, inspector } = await inspectFake();
    const { page } = await open(new URL(`/collections/faq${fragment}`, inspector.url).href);
    await page.getByRole("heading", { name: says }).waitFor();
    expect(fake.requests).toEqual([]);
  });

  test("leads to the start from the collection that it was opened with", async () => {
    const { inspector } = await inspectFake({ collection: "faq" });
    const { page } = await open(inspector.url);
    await page.getByText("Answers").waitFor();
    await page.getByRole("link", { name: "viking-kb inspect" }).click();
    await page.getByRole("heading", { name: "Look at a knowledge base" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
  });

  test("keeps its token through a reload, and in no address", async () => {
    const { inspector } = await inspectFake();
    const page = await openPlace(inspector.url, "/collections/faq");
    await page.getByText("Answers").waitFor();
    expect(page.url()).not.toContain("#");
    await page.reload();
    await page.getByText("Answers").waitFor();
  });

  test("follows a task until it is finished, and says when it asks next", async () => {
    const { inspector } = await inspectFake();
    const page = await openPlace(inspector.url, "/task?id=export");
    const bar = page.getByRole("progressbar");
    await expect.poll(() => bar.getAttribute("aria-valuenow"), { timeout: 20_000 }).toBe("40");
    await page.getByText(/^Asks again in \d s$/).waitFor();
    await expect.poll(() => bar.getAttribute("aria-valuenow"), { timeout: 20_000 }).toBe("80");
    await page.getByText("The task is finished.").waitFor();
    expect(await bar.getAttribute("aria-valuenow")).toBe("100");
    expect(await page.getByRole("link", { name: "Download the zip" }).getAttribute("href")).toMatch(/^https?:/);
  });
});
