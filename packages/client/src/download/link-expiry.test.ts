import { expect, test } from "vitest";
import { linkExpiry } from "../index.js";

const rows: { link: string | URL; expires: string | undefined }[] = [
  { link: "https://a.example/?X-Tos-Date=20260115T081500Z&X-Tos-Expires=900", expires: "2026-01-15T08:30:00.000Z" },
  { link: "https://a.example/?x-date=20260115T081500Z&x-expires=60", expires: "2026-01-15T08:16:00.000Z" },
  {
    link: new URL("https://a.example/?X-Amz-Date=20260115T081500Z&X-Amz-Expires=1"),
    expires: "2026-01-15T08:15:01.000Z",
  },
  { link: "https://a.example/?X-Tos-Date=20260115T081500Z", expires: undefined },
  { link: "https://a.example/?X-Tos-Date=20269915T081500Z&X-Tos-Expires=900", expires: undefined },
  { link: "https://a.example/?X-Tos-Date=20260115T081500Z&X-Tos-Expires=soon", expires: undefined },
  { link: "https://a.example/file.zip", expires: undefined },
  { link: "no address", expires: undefined },
];
test.each(rows)("$link: $expires", ({ link, expires }) => {
  expect(linkExpiry(link)?.toISOString()).toBe(expires);
});
