import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { browserOfTests, hasChromium } from "../../testing/browser.js";
import { documentedFixtures, type Inspected, startInspected } from "../../testing/local-server.js";

let inspected: Inspected;
beforeAll(async () => {
  if (hasChromium) inspected = await startInspected(await documentedFixtures());
});
afterAll(() => inspected?.close());

/** Opens a page of somebody else's on this machine, by one of its names. */
async function openForeignPage(host: string): Promise<Page> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>foreign</title>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const context = await (await browserOfTests()).newContext();
  onTestFinished(async () => {
    await context.close();
    server.closeAllConnections();
    server.close();
  });
  const page = await context.newPage();
  await page.goto(`http://${host}:${(server.address() as AddressInfo).port}/`);
  return page;
}

/** What a foreign page knows: more than it can, since the token has no way to it. */
interface Known {
  readonly origin: string;
  readonly token: string;
  /** The path of the page's script. */
  readonly script: string;
}

const attempts: { what: string; attempt: (known: Known) => Promise<string> }[] = [
  {
    what: "a call with the token",
    attempt: ({ origin, token }) =>
      fetch(`${origin}/api/knowledge/task/info`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-viking-kb-token": token },
        body: '{"task_id":"xxx"}',
      }).then(
        (response) => response.text(),
        () => "nothing",
      ),
  },
  {
    what: "the session with the token",
    attempt: ({ origin, token }) =>
      fetch(`${origin}/session`, { headers: { "x-viking-kb-token": token } }).then(
        (response) => response.text(),
        () => "nothing",
      ),
  },
  {
    what: "the page's own text",
    attempt: ({ origin }) =>
      fetch(origin).then(
        (response) => response.text(),
        () => "nothing",
      ),
  },
  {
    what: "an answer without asking whether it may",
    attempt: ({ origin }) =>
      fetch(`${origin}/`, { mode: "no-cors" }).then(
        () => "an answer",
        () => "nothing",
      ),
  },
  {
    what: "the page's script",
    attempt: ({ origin, script }) =>
      new Promise((resolve) => {
        const element = document.createElement("script");
        element.onload = () => resolve("the script");
        element.onerror = () => resolve("nothing");
        element.src = origin + script;
        document.body.append(element);
      }),
  },
  {
    what: "the page's window",
    attempt: ({ origin, token }) =>
      new Promise((resolve) => {
        const opened = window.open(`${origin}/#${token}`);
        // Cut off from who opened it, a window counts as closed.
        const look = () => (opened?.closed ? resolve("nothing") : setTimeout(look, 50));
        look();
      }),
  },
];

/** What a foreign page knows of the inspector. */
async function known(): Promise<Known> {
  const { origin, hash } = new URL(inspected.inspector.url);
  const [script = ""] = /\/assets\/[^"]+\.js/.exec(await (await fetch(origin)).text()) ?? [];
  expect((await fetch(origin + script)).status).toBe(200);
  return { origin, token: hash.slice(1), script };
}

describe.skipIf(!hasChromium).each(["127.0.0.1", "localhost"])("a page of another origin, at %s,", (host) => {
  test.each(attempts)("reads nothing: $what", async ({ attempt }) => {
    const page = await openForeignPage(host);
    const before = inspected.asked.length;
    expect(await page.evaluate(attempt, await known())).toBe("nothing");
    expect(inspected.asked.length).toBe(before);
  });

  test("has the page in no frame", async () => {
    const { origin, token } = await known();
    const page = await openForeignPage(host);
    await page.evaluate(
      (src) =>
        new Promise((resolve) => {
          const frame = Object.assign(document.createElement("iframe"), { src, onload: resolve });
          document.body.append(frame);
        }),
      `${origin}/#${token}`,
    );
    const framed = () => page.frames().map((frame) => frame.url());
    await expect.poll(framed, { timeout: 20_000 }).toEqual([page.url(), "chrome-error://chromewebdata/"]);
  });

  test("makes no call by a form", async () => {
    const { origin } = await known();
    const page = await openForeignPage(host);
    const before = inspected.asked.length;
    const [response] = await Promise.all([
      page.waitForNavigation(),
      page.evaluate((action) => {
        const form = Object.assign(document.createElement("form"), { action, method: "post", enctype: "text/plain" });
        const field = Object.assign(document.createElement("input"), { name: '{"task_id":"xxx', value: '"}' });
        form.append(field);
        document.body.append(form);
        form.submit();
      }, `${origin}/api/knowledge/task/info`),
    ]);
    expect(response?.status()).toBe(403);
    expect(await response?.text()).toBe("Pages of other origins may not ask here.\n");
    expect(inspected.asked.length).toBe(before);
  });
});

describe.skipIf(!hasChromium)("the page itself", () => {
  test("is served under a policy that lets it run, and asks with the token", async () => {
    const context = await (await browserOfTests()).newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith("/session")),
      page.goto(inspected.inspector.url),
    ]);
    expect(answer.status()).toBe(200);
    expect(await page.evaluate(() => document.cookie)).toBe("");
    await expect.poll(() => page.url(), { timeout: 20_000 }).not.toContain("#");
    expect(faults).toEqual([]);
  });
});
