import type { JsonObject } from "./document.ts";
import type { ErrorCodes, Text } from "./error-codes.ts";
import { toOpenContract } from "./open-contract.ts";

/** The pages of the reference, beside each other. */
export const referencePages: Readonly<Record<keyof Text, string>> = { en: "reference.html", zh: "reference.zh.html" };

/** What a page says besides the contract. */
const words = {
  en: {
    otherPage: `[中文](${referencePages.zh}): what fields, values and codes mean, in Chinese.`,
    business: "Business codes",
    failed: "Failed codes",
    anyOther: "any other",
    join: (meaning: string, ...texts: string[]) => [`**${meaning}**`, ...texts].join(" "),
  },
  zh: {
    otherPage: `[English](${referencePages.en})。字段、取值与错误码的说明为中文；接口与签名的说明取自契约，契约只写了英文。`,
    business: "业务码",
    failed: "文档处理失败码（failed_code）",
    anyOther: "其他",
    join: (meaning: string, ...texts: string[]) =>
      [`**${meaning}**`, ...texts].map((text) => text.replace(/。?$/, "。")).join(""),
  },
};

/**
 * The contract as a page of the HTML reference shows it: the published one with what fields, values and codes mean in a
 * language, a link to the page in the other, and lists of all codes. What the contract describes in English alone, such
 * as operations and the signature, stays English.
 */
export function toReferenceContract(bundled: JsonObject, errorCodes: ErrorCodes, language: keyof Text): JsonObject {
  const document = toOpenContract(bundled, errorCodes, language);
  const info = document.info as JsonObject;
  const { otherPage, business, failed, anyOther, join } = words[language];
  const businessLines = errorCodes.business.map(
    ({ code, status, message, meaning, hint }) =>
      `- \`${code}\` \`${message}\` (HTTP ${status}): ${join(meaning[language], hint[language])}`,
  );
  const failedLines = [
    ...errorCodes.failed.map(({ code, ...texts }) => ({ name: `\`${code}\``, ...texts })),
    { name: anyOther, ...errorCodes.otherFailed },
  ].map(
    ({ name, meaning, advice, hint }) =>
      `- ${name}: ${join(meaning[language], ...new Set([advice[language], hint[language]].filter((text) => text !== meaning[language])))}`,
  );
  const sections = [
    otherPage,
    info.description,
    `# ${business}`,
    businessLines.join("\n"),
    `# ${failed}`,
    failedLines.join("\n"),
  ];
  info.description = sections.join("\n\n");
  return document;
}
