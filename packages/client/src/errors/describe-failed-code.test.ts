import errorCodes from "@viking-kb/spec/error-codes.json" with { type: "json" };
import { expect, test } from "vitest";
import { describeFailedCode } from "../index.js";

const english = ({ meaning, advice, hint }: (typeof errorCodes)["otherFailed"]) => ({
  meaning: meaning.en,
  advice: advice.en,
  hint: hint.en,
});
const rows = [
  ...errorCodes.failed.flatMap((row) => [
    { code: row.code, expected: english(row) },
    { code: String(row.code), expected: english(row) },
  ]),
  ...[90001, 0, "", "other", "__proto__"].map((code) => ({ code, expected: english(errorCodes.otherFailed) })),
];

test.each(rows)("failed_code $code", ({ code, expected }) => {
  expect(describeFailedCode(code)).toEqual(expected);
});
