import { businessCodes } from "@viking-kb/spec";
import errorCodes from "@viking-kb/spec/error-codes.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createAnsweringFetch, refusal } from "../../testing/answering-fetch.js";
import * as chinese from "../generated/chinese.js";
import { failedCodes as english } from "../generated/failed-codes.js";
import { createKnowledgeBase, type KnowledgeBaseOptions, type Locale } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
const archive = { collection_name: "faq", doc_id: "archive" };
const options = { credentials, retries: 0 };

/** The error of a document that is asked for, which a server answers with this code and message. */
function refused(code: number, message: string, { locale }: Pick<KnowledgeBaseOptions, "locale">) {
  const { fetch } = createAnsweringFetch(() => refusal(400, code, message));
  const call = createKnowledgeBase({ ...options, fetch, locale }).docs.info(archive);
  return call.then(
    () => undefined,
    (error: unknown) => error as Error & { hint: string },
  );
}

const failing = businessCodes.filter(({ code }) => code !== 0);
describe.each(failing)("$code, $kind", ({ code, kind, message, hint }) => {
  test.each([
    { locale: undefined, expected: hint.en },
    { locale: "en", expected: hint.en },
    { locale: "zh", expected: hint.zh },
  ] as const)("with the locale $locale", async ({ locale, expected }) => {
    // What the API itself says is never translated.
    const words = message.replace("%s", "field: reason");
    expect(await refused(code, words, { locale })).toMatchObject({
      kind,
      hint: expected,
      message: expect.stringContaining(words),
    });
  });
});

const { en, zh } = failing.find(({ kind }) => kind === "doc-not-exist")?.hint ?? { en: "", zh: "" };
const locales: { locale: string; expected: string }[] = [
  { locale: "zh-CN", expected: zh },
  { locale: "zh-Hans-CN", expected: zh },
  { locale: "zh_CN", expected: zh },
  { locale: "ZH", expected: zh },
  { locale: "en-GB", expected: en },
];
test.each(locales)("$locale is a locale", async ({ locale, expected }) => {
  expect(await refused(1001001, "doc not exist", { locale: locale as Locale })).toMatchObject({ hint: expected });
});

test("the Chinese tables have the codes of the English ones, and every text of the contract", () => {
  expect(Object.keys(chinese.failedCodes)).toEqual(Object.keys(english));
  const rows = [...errorCodes.failed, { ...errorCodes.otherFailed, code: "other" as const }];
  const texts = rows.map(({ code, meaning, advice, hint }) => [
    String(code),
    { meaning: meaning.zh, advice: advice.zh, hint: hint.zh },
  ]);
  expect(chinese.failedCodes).toEqual(Object.fromEntries(texts));
  expect(Object.keys(chinese.hints)).toHaveLength(failing.length);
});

test("a code that nobody knows, and what the client says of networks, stay English", async () => {
  expect(await refused(77, "new", { locale: "zh" })).toMatchObject({
    hint: expect.stringMatching(/^This client does/),
  });
  const fetch = () => Promise.reject(new TypeError("fetch failed"));
  const call = createKnowledgeBase({ ...options, fetch, locale: "zh" }).docs.info(archive);
  await expect(call).rejects.toMatchObject({ kind: "connection", hint: expect.stringMatching(/^Check `endpoint`/) });
});

test("what adds to a hint follows the Chinese one", async () => {
  const fetch = async () =>
    Response.json(
      { code: 1000001, message: "unauthorized" },
      { status: 401, headers: { date: new Date(0).toUTCString() } },
    );
  const call = createKnowledgeBase({ ...options, fetch, locale: "zh" }).docs.info(archive);
  await expect(call).rejects.toMatchObject({ hint: expect.stringMatching(/^检查访问密钥.*。 By the answer's Date/) });
});

const failed = {
  doc_id: "archive",
  point_num: 0,
  status: { process_status: 1, failed_code: 30001, failed_msg: "too big" },
};
test("a document that failed is explained in Chinese", async () => {
  const { fetch } = createAnsweringFetch(() => failed);
  const { docs } = createKnowledgeBase({ ...options, fetch, locale: "zh" });
  const { meaning, advice, hint } = chinese.failedCodes[30001] ?? chinese.failedCodes.other;
  await expect(docs.waitUntilProcessed(archive)).rejects.toMatchObject({
    kind: "doc-failed",
    message: `Processing the document failed: too big (failed_code 30001: ${meaning})`,
    hint: `${advice}。${hint}`,
  });
});
