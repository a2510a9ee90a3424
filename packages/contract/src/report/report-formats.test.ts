import { describe, expect, it } from "vitest";
import type { Covered } from "../coverage/measure-coverage.js";
import { formatReport } from "./format-report.js";
import { formatJUnit } from "./junit.js";
import { suitesOf } from "./junit-suites.js";
import type { CaseReport, LayerReport, Report } from "./report.js";
import { formatJson } from "./report-files.js";

const one: CaseReport = {
  operationId: "getTaskInfo",
  status: 200,
  code: 0,
  name: "running",
  later: false,
  outcome: "passed",
  notTried: "",
  findings: [],
  dredd: "",
  differences: [],
  milliseconds: 12.3,
};
const all: Covered = { total: 1, seen: 1, missing: [], explained: [], notTried: [] };
const refused = {
  operationId: "listPoints",
  title: "limit above the most is refused",
  findings: [{ at: "status", message: "is 200; expected 400" }],
};
const layers: LayerReport[] = [
  {
    name: "dredd",
    proves: "",
    cannot: "",
    result: { outcome: "kept", checks: 1, failures: [], cases: new Map() },
    milliseconds: 12,
  },
  {
    name: "properties",
    proves: "",
    cannot: "",
    result: { outcome: "broken", checks: 9, failures: [refused], notTried: ["signatures: a mock verifies none"] },
    milliseconds: 1234,
  },
];
const report = (...cases: Partial<CaseReport>[]): Report => ({
  baseUrl: "http://127.0.0.1:4010",
  target: "mock",
  cases: cases.map((differences) => ({ ...one, ...differences })),
  layers,
  seed: 1,
  coverage: { operations: all, statuses: all, codes: all, examples: all, branches: all, stale: [] },
  hooksRan: cases.length,
  kept: cases.every(({ outcome = "passed" }) => outcome === "passed"),
  milliseconds: 12.3,
});
const failed: Partial<CaseReport> = {
  status: 400,
  code: 1000003,
  name: "task-not-exist",
  outcome: "failed",
  findings: [{ at: "/message", message: 'is "<&>\u0000\n"; expected a match of /task not exist\\s*$/' }],
  dredd: "statusCode: Expected status code '400', but got '200'.",
  asked: {
    method: "POST",
    url: "http://127.0.0.1:4010",
    headers: {},
    body: "{}",
    key: "none",
    curl: "curl -sS 'http://127.0.0.1:4010'",
    answer: { status: 400, contentType: "application/json", body: '{"message":"\u202e<&>"}', bytes: 22, cut: false },
  },
};

const later: Partial<CaseReport> = {
  outcome: "not tried",
  notTried: "only a mock can be made to answer with this status",
  later: true,
};

describe("the table", () => {
  it("is aligned, says what failed, and closes with the counts", () => {
    expect(formatReport(report({}, failed))).toBe(
      [
        "Contract at http://127.0.0.1:4010 (mock)",
        "",
        "operation    status  code     case            result",
        "getTaskInfo  200     0        running         passed",
        "getTaskInfo  400     1000003  task-not-exist  failed 1",
        "",
        "dredd       kept     1 checks, 0 failed, 0.0 s",
        "properties  broken   9 checks, 1 failed, 1.2 s",
        "    not tried: signatures: a mock verifies none",
        "",
        "coverage",
        "operations       1/1      100.0 %",
        "statuses         1/1      100.0 %",
        "business codes   1/1      100.0 %",
        "examples         1/1      100.0 %",
        "schema branches  1/1      100.0 %",
        "",
        "what failed",
        "",
        "getTaskInfo: 400 task-not-exist (dredd)",
        "  curl -sS 'http://127.0.0.1:4010'",
        "  HTTP 400, application/json, 22 bytes",
        '  | {"message":"\\u202e<&>"}',
        '  1. /message is "<&>\\u0000\\u000a"; expected a match of /task not exist\\s*$/',
        "",
        "listPoints: limit above the most is refused (properties)",
        "  2. status is 200; expected 400",
        "",
        "1/2 documented pairs, 1/2 cases, 1 failed, 0 skipped, hooks ran 2 times",
        "The contract is broken: properties 1 of 9 checks failed.",
        "",
      ].join("\n"),
    );
  });

  it("wraps what failed at the terminal's width", () => {
    const findings = [{ at: "/data/count", message: "is 3; expected 2 (total_num 4, offset 2, limit 2)" }];
    expect(formatReport(report({ ...failed, findings }), { width: 40 })).toContain(
      "\n  1. /data/count is 3; expected 2\n    (total_num 4, offset 2, limit 2)\n",
    );
  });

  it("cuts a long body, and says how much is left", () => {
    const of = (answer: object) => formatReport(report({ ...failed, asked: { ...failed.asked, answer } as never }));
    const answer = { status: 200, contentType: "text/plain" };
    expect(of({ ...answer, body: "x".repeat(8_000), bytes: 20_000, cut: true })).toContain(
      `\n  HTTP 200, text/plain, 20000 bytes\n  | ${"x".repeat(400)}\n  | … 19600 more bytes\n`,
    );
    expect(of({ ...answer, body: "a\n".repeat(20), bytes: 40, cut: false })).toContain(
      `\n${"  | a\n".repeat(8)}  | … 25 more characters\n`,
    );
  });

  it("is coloured when asked", () => {
    const text = formatReport(report({}, failed, later), { color: true });
    expect(text).toContain("\u001B[32mpassed\u001B[39m");
    expect(text).toContain("\u001B[31mfailed\u001B[39m");
    expect(text).toContain("\u001B[33mnot tried\u001B[39m");
  });

  it("says so when hooks are missing", () => {
    expect(formatReport({ ...report({}), hooksRan: 0 })).toContain(
      "The hook must run once for each of the 1 cases: this run proves nothing.",
    );
  });

  it("says why a case that a server could answer was not tried", () => {
    const notTried = "names task xxx, which this target has nothing for";
    expect(formatReport(report({}, { outcome: "not tried", notTried }, later))).toContain(
      [
        "getTaskInfo  200     0     running  not tried",
        `    ${notTried}`,
        "getTaskInfo  200     0     running  not tried",
        "",
        "",
      ].join("\n"),
    );
  });

  it("tells differences when asked, and shows no query of a link", () => {
    const differences: CaseReport["differences"] = [
      { path: ["data", "point_list", 0, "a/b"], kind: "extra", actual: 1 },
      { path: ["data", "url"], kind: "missing", documented: "https://host/a.zip?X-Tos-Signature=abc&token=def" },
      { path: ["data", "count"], kind: "type", documented: "x".repeat(100), actual: 2 },
    ];
    expect(formatReport(report({ differences }))).not.toContain("/data");
    expect(formatReport(report({ differences }), { differences: true })).toContain(
      [
        "    /data/point_list/0/a~1b is 1; not documented",
        '    /data/url is missing; documented "https://host/a.zip?(redacted)"',
        `    /data/count is 2; documented "${"x".repeat(78)}…`,
        "",
      ].join("\n"),
    );
  });

  it("gives Dredd's words where the strict checker has none", () => {
    expect(formatReport(report({ ...failed, findings: [] }))).toContain("\n  1. statusCode: Expected status");
  });
});

it("JUnit XML tells passed, failed, skipped and not tried cases apart, and escapes", () => {
  const skipped = { outcome: "skipped", dredd: "Dredd did not run it" } as const;
  const text = formatJUnit("contract <here>", suitesOf(report({}, failed, skipped, later)));
  expect(text.split("\n").map((line) => line.trim())).toEqual(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="contract &lt;here>" tests="9" failures="3" errors="0" time="1.294">
<testsuite name="getTaskInfo" tests="4" failures="2" errors="0" skipped="1" time="0.048">
<testcase classname="getTaskInfo" name="200 0 running" time="0.012"/>
<testcase classname="getTaskInfo" name="400 1000003 task-not-exist" time="0.012">
<failure message="/message is &quot;&lt;&amp;>\uFFFD&#xA;&quot;; expected a match of /task not exist\\s*$/"><![CDATA[/message is "<&>\uFFFD
"; expected a match of /task not exist\\s*$/
Dredd: statusCode: Expected status code '400', but got '200'.]]></failure>
<system-out><![CDATA[curl -sS 'http://127.0.0.1:4010'

HTTP 400, application/json, 22 bytes
{"message":"\u202e<&>"}
]]></system-out>
</testcase>
<testcase classname="getTaskInfo" name="200 0 running (2)" time="0.012">
<failure message="Dredd did not run it"><![CDATA[Dredd did not run it]]></failure>
</testcase>
<testcase classname="getTaskInfo" name="200 0 running (3)" time="0.012">
<skipped message="only a mock can be made to answer with this status"/>
<system-out><![CDATA[only a mock can be made to answer with this status]]></system-out>
</testcase>
</testsuite>
<testsuite name="layer dredd" tests="1" failures="0" errors="0" skipped="0" time="0.012">
<testcase classname="layer dredd" name="other checks" time="0.012">
<system-out><![CDATA[1 checks in all]]></system-out>
</testcase>
</testsuite>
<testsuite name="layer properties" tests="3" failures="1" errors="0" skipped="1" time="1.234">
<testcase classname="layer properties" name="other checks" time="1.234">
<system-out><![CDATA[9 checks in all]]></system-out>
</testcase>
<testcase classname="layer properties" name="listPoints limit above the most is refused" time="0.000">
<failure message="status is 200; expected 400"><![CDATA[status is 200; expected 400]]></failure>
</testcase>
<testcase classname="layer properties" name="signatures: a mock verifies none" time="0.000">
<skipped message="signatures: a mock verifies none"/>
<system-out><![CDATA[signatures: a mock verifies none]]></system-out>
</testcase>
</testsuite>
<testsuite name="coverage" tests="1" failures="0" errors="0" skipped="0" time="0.000">
<testcase classname="coverage" name="schema branches" time="0.000">
<system-out><![CDATA[1 of 1]]></system-out>
</testcase>
</testsuite>
</testsuites>`.split("\n"),
  );
});

it("JSON holds the whole report, maps too, and no query of a link", () => {
  const differences: CaseReport["differences"] = [
    { path: ["data", "url"], kind: "missing", documented: "https://host/a.zip?X-Tos-Signature=abc" },
  ];
  const text = formatJson(report({ differences }));
  const read = JSON.parse(text);
  expect(text).not.toContain("abc");
  expect(read.cases[0].differences[0].documented).toBe("https://host/a.zip?(redacted)");
  expect(read.layers[1].result.failures).toEqual([refused]);
  expect(read.layers[0].result.cases).toEqual({});
  expect(read.coverage.branches).toEqual(all);
});
