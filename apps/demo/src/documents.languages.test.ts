import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import errorCodes from "@viking-kb/spec/error-codes.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { root, snippetsOf } from "../testing/read-snippets.js";

const read = (document: string) => readFileSync(join(root, document), "utf8");

/** Each page in Chinese, with its English one. */
const pages = [
  { english: "README.md", chinese: "README.zh-CN.md" },
  ...readdirSync(join(root, "docs/zh")).map((name) => ({ english: `docs/${name}`, chinese: `docs/zh/${name}` })),
];

/** The headings of a page, in Chinese and in English. A heading that is the same in both is not listed. */
const headings: Readonly<Record<string, string>> = {
  "## Ten lines": "## 十行代码",
  "## Two commands": "## 两条命令",
  "## How it fits together": "## 结构",
  "## By task": "## 按任务查找",
  "# Call the cloud": "# 调用云上知识库",
  "## Key": "## 密钥",
  "## Four calls": "## 四个接口",
  "## All points": "## 遍历切片",
  "## Wait and download": "## 等待与下载",
  "## Limits": "## 超时与重试",
  "## See what is sent": "## 查看实际请求",
  "# Errors": "# 错误",
  "## Read the error": "## 读取错误",
  "## Codes of the API": "## 接口错误码",
  "## Kinds without a code": "## 没有错误码的情况",
  "## What is sent again": "## 哪些情况会重试",
  "## Why a document failed": "## 文档为什么处理失败",
  "# Without the cloud": "# 本地开发",
  "## The fake": "## fake",
  "## The mock": "## mock",
  "## The server": "## server",
  "## Kinds of files": "## 文件类型",
  "## What a collection is": "## 描述知识库",
  "## A database for a team": "## 团队共用的数据库",
  "## Download tasks": "## 下载任务",
  "## States that are hard to come by": "## 难得一见的状态",
  "## A quota": "## 配额",
  "## What differs from the cloud": "## 与云上的差别",
  "# Sizes and limits": "# 规模与限制",
  "## A request": "## 请求",
  "## Connections": "## 连接",
  "## A document": "## 文档",
  "## One server with SQLite": "## 单个 server 加 SQLite",
  "## The cloud": "## 云上",
  "# Start": "# 快速开始",
  "## Get the packages": "## 获取安装包",
  "## A first answer: the mock": "## 第一个应答：mock",
  "## Your own documents: the local server": "## 自己的文档：本地 server",
  "## A first program": "## 第一个程序",
  "## Next": "## 接下来",
};

describe.each(pages)("$chinese", ({ english, chinese }) => {
  const outside = (document: string) => read(document).replaceAll(/^```.*?^```$/gms, "");
  const headingsOf = (document: string) => outside(document).match(/^#+ .*$/gm) ?? [];

  test("has the headings of the English page", () => {
    expect(headingsOf(chinese)).toEqual(headingsOf(english).map((heading) => headings[heading] ?? heading));
  });

  test("has the same code", () => {
    const codeOf = (document: string) => snippetsOf(document).map(({ language, text }) => ({ language, text }));
    expect(codeOf(chinese)).toEqual(codeOf(english));
  });

  test("has the same rows in tables of names and numbers", () => {
    const rowsOf = (document: string) => outside(document).match(/^\| (`[^`]+`|\d+) \|/gm) ?? [];
    expect(rowsOf(chinese)).toEqual(rowsOf(english));
  });

  test("is in Chinese", () => {
    const prose = outside(chinese)
      .split(/\n\n+/)
      .filter((paragraph) => /^[^#|`\-[!]/.test(paragraph));
    expect(prose.filter((paragraph) => !/\p{Script=Han}/u.test(paragraph))).toEqual([]);
  });
});

test("each heading of the table is that of a page", () => {
  const used = pages.flatMap(({ english }) => read(english).split("\n"));
  expect(Object.keys(headings).filter((heading) => !used.includes(heading))).toEqual([]);
});

describe.each(["en", "zh"] as const)("the tables of errors, %s", (language) => {
  const document = language === "en" ? "docs/errors.md" : "docs/zh/errors.md";
  const listed = read(document).match(/^\| \d+ \|.*\|$/gm);
  const cell = (text: string) => text.replaceAll("|", "\\|");

  test("are those of spec/error-codes.yaml", () => {
    const business = errorCodes.business
      .filter(({ code }) => code !== 0)
      .map(({ code, status, kind, meaning, hint }) => {
        return `| ${code} | ${status} | \`${kind}\` | ${cell(meaning[language])} | ${cell(hint[language])} |`;
      });
    const failed = errorCodes.failed.map(({ code, meaning, hint }) => {
      return `| ${code} | ${cell(meaning[language])} | ${cell(hint[language])} |`;
    });
    expect(listed).toEqual([...business, ...failed]);
  });
});
