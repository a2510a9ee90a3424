import { describe, expect, test } from "vitest";
import { body, data, type Edit, findingsOf, point, set } from "../../testing/answer-edits.js";
import { describeShapeDifference } from "../compare/compare-shapes.js";
import type { Covered } from "../coverage/measure-coverage.js";
import { formatAnnotations } from "./annotations.js";
import { formatReport } from "./format-report.js";
import { formatHtml } from "./html.js";
import { formatJUnit } from "./junit.js";
import { suitesOf } from "./junit-suites.js";
import { formatMarkdown } from "./markdown.js";
import { createRedaction, scrubReport } from "./redact.js";
import type { CaseReport, Report } from "./report.js";
import { formatJson } from "./report-files.js";
import { createExchangeView, type ShownExchange } from "./shown-exchange.js";

const documented: CaseReport = {
  operationId: "getTaskInfo",
  status: 200,
  code: 0,
  name: "running",
  later: false,
  outcome: "failed",
  notTried: "",
  findings: [],
  dredd: "",
  differences: [],
  milliseconds: 1,
};
/** A request and its answer in which a server's text stands. */
function askedWith(text: string): ShownExchange {
  const show = createExchangeView({ url: new URL("http://127.0.0.1:4010"), target: { kind: "mock" } });
  const answer = { status: 200, headers: { "content-type": text.slice(0, 100) }, bytes: Buffer.from(text) };
  return show({ method: "POST", path: "/a", headers: {}, body: JSON.stringify({ name: text }), answer });
}

const all: Covered = { total: 1, seen: 1, missing: [], explained: [], notTried: [] };

/** A report in which a server's text stands wherever one can. */
function reportOf(text: string): Report {
  const findings = [{ at: text, message: text }];
  const asked = askedWith(text);
  return {
    baseUrl: "http://127.0.0.1:4010",
    target: "server",
    cases: [
      {
        ...documented,
        findings,
        asked,
        differences: [{ path: [text], kind: "value", documented: text, actual: text }],
      },
      { ...documented, dredd: text },
    ],
    layers: [
      {
        name: "properties",
        proves: "",
        cannot: "",
        result: {
          ...{ outcome: "broken", checks: 1, notTried: [text] },
          failures: [{ operationId: "getTaskInfo", title: text, findings, asked: [asked] }],
        },
        milliseconds: 1,
      },
    ],
    seed: 1,
    coverage: { operations: all, statuses: all, codes: all, examples: all, branches: all, stale: [] },
    hooksRan: 2,
    kept: false,
    milliseconds: 1,
  };
}

const key = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "a-secret-of-somebody" };

/** What is told of a text from a server, and written to a terminal. */
const told: Record<string, (text: string) => string> = {
  "a report": (text) => formatReport(reportOf(text), { differences: true }),
  "a report as wide as a terminal": (text) => formatReport(reportOf(text), { width: 80 }),
  Markdown: (text) => formatMarkdown(reportOf(text)),
  "a page": (text) => formatHtml(reportOf(text)),
  annotations: (text) => formatAnnotations(reportOf(text)),
  "a difference between two servers": (text) =>
    describeShapeDifference({ path: ["data", text], kind: "extra", first: "nothing", second: text }),
  "what Dredd prints": (text) => {
    const seen = { title: "", message: text, actual: { body: text } };
    createRedaction()(seen);
    return `${seen.message}\n${seen.actual.body}`;
  },
};

describe("what a terminal would obey, or not show, is written as an escape:", () => {
  const texts = [
    "\u001b[31mred",
    "\u009b31mred",
    "\u001b]0;title\u0007",
    "invoice\u202efdp.exe",
    "shown\rhidden",
    "a\u200bb",
    "a\ud800b",
    "a\u3164b",
    "\u2028b",
  ];
  test.each(Object.entries(told))("%s", (_, tell) => {
    for (const text of texts) {
      expect(tell(text)).not.toMatch(/[^\n\P{C}]|\p{Default_Ignorable_Code_Point}|\p{Zl}/u);
      expect(tell(text).length).toBeGreaterThan(tell("").length);
    }
    expect(tell("a\u202eb\u009bc").replaceAll("&#92;", "\\")).toContain("a\\u202eb\\u009bc");
  });

  test("a line break in a name makes no line that could be taken for one of the report", () => {
    expect(formatReport(reportOf("x\n\npassed"))).not.toMatch(/^passed/m);
  });
});

describe("what a page, Markdown or a CI system would obey stands there as text:", () => {
  const texts = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)",
    "</pre></details></section>",
    "&lt;b&gt; &amp;",
    "```\n# title\n```",
    "~~~~ `a` [link](http://x) ![image](http://x) | cell | **bold** @somebody #1",
    "]]></failure><testcase/>",
    "::error title=x::boo\n::set-output name=a::b",
    "100%0A::warning::x",
    "##[error]boo",
    "\n\n::add-mask::x ::stop-commands::y",
  ];
  test.each(texts)("%s", (text) => {
    const harmless = text.replaceAll(/[^\n]/g, "x");
    const tags = (page: string) => page.match(/<[^>]*>/g)?.map((tag) => tag.replaceAll(/="[^"]*"/g, ""));
    expect(tags(formatHtml(reportOf(text)))).toEqual(tags(formatHtml(reportOf(harmless))));
    expect(formatHtml(reportOf(text))).not.toMatch(/<(?:script|img)/);

    // Outside of fences Markdown holds each sign by its number; inside, no line ends the fence.
    const outside = (markdown: string) => markdown.replace(/^(`{3,})\n.*?\n\1$/gms, "");
    const bare = (markdown: string) =>
      outside(markdown).replaceAll(/<code>(?:(?!:\/\/|\bwww\.)[^&<>`*_[\]|\\~@#$!^\n]|&#\d+;)*<\/code>/gi, "");
    expect(bare(formatMarkdown(reportOf(text)))).toBe(bare(formatMarkdown(reportOf(harmless))));

    const junit = formatJUnit("x", suitesOf(reportOf(text)));
    const elements = (xml: string) => xml.replaceAll(/<!\[CDATA\[.*?\]\]>/gs, "").match(/<[a-z-]+/g);
    expect(elements(junit)).toEqual(elements(formatJUnit("x", suitesOf(reportOf(harmless)))));

    for (const width of [undefined, 20]) {
      expect(formatReport(reportOf(text), { width, differences: true })).not.toMatch(/^\s*::|##\[/m);
    }
    const commands = formatAnnotations(reportOf(text)).trimEnd().split("\n");
    expect(commands).toHaveLength(formatAnnotations(reportOf(harmless)).trimEnd().split("\n").length);
    for (const line of commands) expect(line).toMatch(/^::error title=[^:,]*::[^\r\n]*$/);
  });
});

// CPU time is what counts: on a busy machine some seconds of it last minutes.
describe("what takes time in proportion to what a server answers:", { timeout: 300_000 }, () => {
  const units = {
    letters: "a",
    words: "a ",
    links: "http://",
    "links with a query": "http://a?b=c&",
    "the beginning of a statement": "SELECT ",
    "a statement": "SELECT FROM ",
    "the beginning of a stack trace": "at a (b:",
    "places in files": ".a:1",
    "presigned parameters": "?X-a-",
    quotes: '"',
    backslashes: "\\",
    escapes: "\u001b]",
    "line breaks": "\n",
    "ends of fences": "`",
  };
  const surfaces: Record<string, (text: string) => unknown> = {
    ...told,
    "a report for programs": (text) => formatJson(reportOf(text)),
    "a report without secrets": (text) => scrubReport(reportOf(text), { kind: "server", credentials: key }),
    "the message of a refusal": (text) => findingsOf("getTaskInfo 400 task-not-exist", body(set({ message: text }))),
    "a point": (text) =>
      findingsOf("listPoints 200 text-chunks", body(point(0, set({ content: text, point_id: text })))),
  };
  /** Milliseconds of CPU time. */
  function work(run: () => unknown): number {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }
  /** Sixteen times as much: 256 times the time where it grows with the square. */
  function expectProportion(run: (length: number) => unknown, length: number): void {
    const shorter = work(() => run(length));
    expect(work(() => run(16 * length)) / Math.max(shorter, 15)).toBeLessThan(64);
  }

  test.each(Object.entries(surfaces))("%s", (_, tell) => {
    for (const unit of Object.values(units)) {
      // Each sign that is escaped takes its time: half of such a text is enough.
      const length = /\p{Control}/u.test(unit) ? 10_000 : 20_000;
      expectProportion((signs) => tell(unit.repeat(signs / unit.length)), length);
    }
  });

  test("an answer with many faults", () => {
    const points = (count: number): Edit =>
      body(
        data((page) => {
          page.point_list = Array.from({ length: count }, (_, index) => ({
            point_id: index,
            process_time: 1,
            doc_info: {},
          }));
        }),
      );
    expectProportion((count) => findingsOf("listPoints 200 text-chunks", points(count)), 500);
  });
});
