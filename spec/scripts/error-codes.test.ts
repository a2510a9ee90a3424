import { expect, test } from "vitest";
import { readErrorCodes } from "./error-codes.ts";

const { business, failed, otherFailed } = readErrorCodes();
const rows = [
  ...business.map((row) => ({ title: `business ${row.code} ${row.kind}`, texts: [row.meaning, row.hint] })),
  ...failed.map((row) => ({ title: `failed ${row.code}`, texts: [row.meaning, row.advice, row.hint] })),
  { title: "any other failed_code", texts: [otherFailed.meaning, otherFailed.advice, otherFailed.hint] },
];

test.each(rows)("$title reads in Chinese and in English", ({ texts }) => {
  for (const { zh, en, ...rest } of texts) {
    // An unquoted comma in a flow map would cut the text and make a key of what follows.
    expect(rest).toEqual({});
    // Both stand in double quotes in generated code.
    expect(zh).toMatch(/^(?=.*\p{Script=Han})[^"\\`\n]+$/u);
    expect(en).toMatch(/^[^"\\`]+\.$/);
  }
});

test("in Chinese a hint is a sentence with its full stop; meaning and advice have none, as on the page", () => {
  for (const { meaning, hint, ...row } of [...business, ...failed, otherFailed]) {
    expect.soft(hint.zh).toMatch(/。$/);
    expect.soft(meaning.zh).not.toMatch(/。$/);
    if ("advice" in row) expect.soft(row.advice.zh).not.toMatch(/。$/);
  }
});

test("no text ends where a link of the page stood", () => {
  // On the vendor's page a link follows such a word; our texts hold none.
  for (const { zh, en } of rows.flatMap(({ texts }) => texts)) {
    expect.soft(zh).not.toMatch(/(?:参考|参见|参阅|详见|见)。?$/);
    expect.soft(en).not.toMatch(/see its description\.$/);
  }
});

test("a message pattern comes before the row it is told from", () => {
  const invalid = business.filter((row) => row.code === 1000003).map((row) => row.kind);
  expect(invalid).toEqual(["task-not-exist", "invalid-request"]);
  const pattern = new RegExp(business.find((row) => row.kind === "task-not-exist")?.messagePattern ?? "");
  expect("invalid request:task not exist").toMatch(pattern);
  expect("task not exist \n").toMatch(pattern);
  expect("invalid request:task not exist yet").not.toMatch(pattern);
});
