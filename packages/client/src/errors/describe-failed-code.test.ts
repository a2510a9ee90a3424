import errorCodes from "@viking-kb/spec/error-codes.json" with { type: "json" };
import { expect, test } from "vitest";
import { describeFailedCode, type FailedCode, type Locale } from "../index.js";

type Texts = Omit<(typeof errorCodes)["otherFailed"], "code">;
const inLanguage = ({ meaning, advice, hint }: Texts, language: "en" | "zh") => ({
  meaning: meaning[language],
  advice: advice[language],
  hint: hint[language],
});
const rows = [
  ...errorCodes.failed.flatMap(({ code, ...texts }) => [
    { code, texts },
    { code: String(code), texts },
  ]),
  ...[90001, 0, "", "other", "__proto__", null, undefined].map((code) => ({ code, texts: errorCodes.otherFailed })),
];

test.each(rows)("failed_code $code", async ({ code, texts }) => {
  expect(describeFailedCode(code)).toEqual(inLanguage(texts, "en"));
  expect(await describeFailedCode(code, { locale: "en" })).toEqual(inLanguage(texts, "en"));
  expect(await describeFailedCode(code, { locale: "zh" })).toEqual(inLanguage(texts, "zh"));
  expect(await describeFailedCode(code, { locale: "zh-CN" })).toEqual(inLanguage(texts, "zh"));
});

test("many codes are mapped to their meanings", () => {
  const described: FailedCode[] = [30001, 35001].map(describeFailedCode);
  expect(described).toEqual([describeFailedCode(30001), describeFailedCode(35001)]);
});

test("a locale of another language is refused", async () => {
  const described = describeFailedCode(30001, { locale: "fr" as Locale });
  await expect(described).rejects.toThrow(new TypeError("There is no locale `fr`; there are zh, en."));
});
