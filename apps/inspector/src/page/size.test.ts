import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const builtPage = new URL("../../dist/page/", import.meta.url);

/** What a browser loads before the page is there, in bytes after gzip. */
const mostBytes = 110_000;

test(`the first load is at most ${mostBytes} bytes, after gzip`, async () => {
  const start = await readFile(new URL("index.html", builtPage), "utf8");
  const names = Array.from(start.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g), ([, name]) => name ?? "");
  expect(names.length).toBeGreaterThanOrEqual(2);
  const files = await Promise.all(names.map((name) => readFile(new URL(name, builtPage))));
  const bytes = [Buffer.from(start), ...files].reduce((sum, file) => sum + gzipSync(file).length, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(mostBytes);
});
