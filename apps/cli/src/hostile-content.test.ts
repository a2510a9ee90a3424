import stringWidth from "string-width";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  type AnsweringServer,
  failure,
  startAnsweringServer,
  success,
} from "../testing/answering-server.js";
import { recordTerminal } from "../testing/recorded-terminal.js";
import { run } from "./run.js";

let server: AnsweringServer;
beforeAll(async () => {
  server = await startAnsweringServer();
});
afterAll(() => server.close());

async function runAgainstServer(argv: readonly string[], columns?: number) {
  const terminal = recordTerminal({ columns });
  const exitCode = await run(["--profile", "mock", "--endpoint", server.url, ...argv], terminal);
  return { exitCode, output: terminal.output, errors: terminal.errors };
}

const point = (fields: object) => ({ point_id: "d-0", content: "c", doc_info: {}, ...fields });
const page = (...points: object[]) => success({ collection_name: "faq", total_num: 1, point_list: points });
const listPoints = ["points", "list", "faq"];

/** Texts that would move the cursor, change the window, or show something other than they say; and what is shown. */
const texts: Record<string, [text: string, shown: string]> = {
  "a colour": ["\u001b[31mred\u001b[0m", "red"],
  "a cleared screen": ["\u001b[2J\u001b[Hgone", "gone"],
  "a window title": ["\u001b]0;title\u0007text", "text"],
  "a terminal's hyperlink": ["\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007", "click"],
  "a window title that ends in ST": ["\u001b]0;title\u001b\\text", "text"],
  "a window title that ends in an eight-bit ST": ["\u001b]0;title\u009ctext", "text"],
  "a window title of eight bits": ["\u009d0;title\u0007text", "text"],
  "a window title over several lines": ["\u001b]0;one\n知\r\u001b\\text", "text"],
  "a window title that does not end": ["\u001b]0;title", "]0;title"],
  "a window title that another breaks off": ["\u001b]0;one\u001b]0;two\u0007text", "]0;onetext"],
  "a window title that is cancelled": ["\u001b]0;title\u0018text\u0007", "]0;titletext"],
  "a device control string": ["\u001bP1$r0m\u0007\u001b\\text", "text"],
  "a device control string of eight bits": ["\u00901$r0m\u009ctext", "text"],
  "a device control string that does not end": ["\u001bP1$r0m", "P1$r0m"],
  "a start of string": ["\u001bXhidden\u001b\\\u0098hidden\u009ctext", "text"],
  "a privacy message": ["\u001b^hidden\u001b\\\u009ehidden\u009ctext", "text"],
  "an application program command": ["\u001b_hidden\u001b\\\u009fhidden\u009ctext", "text"],
  "an eight-bit control sequence": ["\u009b31mred", "red"],
  "a control sequence with a private parameter": ["\u001b[?1049htext", "text"],
  "a control sequence with an intermediate": ["\u001b[2 qtext\u001b[!p", "text"],
  "a control sequence that does not end": ["text\u001b[31;", "text[31;"],
  "a control sequence that text breaks off": ["\u001b[31知", "[31知"],
  "a reset": ["\u001bctext", "text"],
  "another character set": ["\u001b(0text\u001b)B", "text"],
  "a lone escape": ["a\u001b", "a"],
  "escapes in a row": ["\u001b\u001b\u001b[31mred", "red"],
  "an end without a beginning": ["a\u001b\\b\u009cc\u0007d", "abcd"],
  "a lone introducer": ["\u001b[ \u001b] \u001b] \u009b \u009d", "[ ] ]"],
  "an escape before what is no part of a sequence": ["\u001b知\u001b text", "知 text"],
  "single shifts and other eight-bit controls": ["\u0084a\u008eb\u009cc", "abc"],
  "line breaks": ["one\r\ntwo\u2028three\u0085four", "one two threefour"],
  "a carriage return that overwrites": ["shown\rhidden", "shown hidden"],
  backspaces: ["abc\b\b\bxyz", "abcxyz"],
  "a reversed file name": ["invoice\u202efdp.exe", "invoicefdp.exe"],
  "bidi isolates": ["\u2066a\u2069\u200fb", "ab"],
  "zero-width characters": ["a\u200bb\u200dc\ufeffd\u2060e", "abc de"],
  "invisible tags": ["a\u{e0041}b\u3164c", "abc"],
  "half a surrogate pair": ["a\ud800b", "ab"],
};

describe("what a terminal would obey or not show does not reach it:", () => {
  test.each(Object.entries(texts))("%s", async (_, [text, shown]) => {
    server.answer = page(point({ content: text }));
    expect((await runAgainstServer(listPoints)).output).toBe(`point_id  content\nd-0       ${shown}\n`);

    server.answer = success({ description: text, [`field ${text}`]: { inside: text } });
    const { output } = await runAgainstServer(["collection", "info", "faq"]);
    expect(output).toMatch(/^description +\S/);
    expect(output).not.toMatch(/[^\n\P{C}]/u);

    server.answer = failure(400, 1000003, `invalid request:${text}`);
    const { errors } = await runAgainstServer(listPoints);
    expect(errors).toMatch(/^error: invalid request:.* \(code 1000003, HTTP 400\)\nhint: .*\nrequest id: 02bb\n$/);
    expect(errors).not.toMatch(/[^\n\P{C}]/u);
  });

  test.each(Object.entries(texts))("%s, with --json the same value in other words", async (_, [text]) => {
    const data = { description: text, [`field ${text}`]: 1 };
    server.answer = success(data);
    const { output } = await runAgainstServer(["--json", "collection", "info", "faq"]);
    expect(output).not.toMatch(/[^\n\P{C}]/u);
    expect(JSON.parse(output)).toEqual(data);
  });
});

describe("a long text takes time in proportion to its length:", () => {
  const units = {
    "a window title that does not end": "\u001b]",
    "one with a beginning": "\u001b]0;",
    "one of eight bits": "\u009d",
    "a device control string that does not end": "\u001bP",
    "one of eight bits that does not end": "\u0090",
    "a control sequence that does not end": "\u001b[",
    "a parameter": "0;",
    letters: "a",
    words: "a ",
    "line breaks": "\n",
    "Chinese characters": "知",
    "marks of kana": "\u3099",
    "marked letters": "e\u3099",
    "combining marks": "\u0301",
    emoji: "👩",
    links: "http://",
    "users of links": "https://u@",
  };
  /** CPU time of listing and describing what holds a text, in milliseconds. */
  async function work(text: string): Promise<number> {
    const { user, system } = process.cpuUsage();
    server.answer = page(point({ point_id: text, chunk_title: text, content: text }));
    for (const columns of [undefined, 80]) expect((await runAgainstServer(listPoints, columns)).exitCode).toBe(0);
    server.answer = success({ description: text, [text]: "" });
    for (const columns of [undefined, 80]) {
      expect((await runAgainstServer(["collection", "info", "faq"], columns)).exitCode).toBe(0);
    }
    expect((await runAgainstServer(["--json", "collection", "info", "faq"])).exitCode).toBe(0);
    server.answer = failure(400, 1000005, text);
    expect((await runAgainstServer(listPoints)).exitCode).toBe(6);
    const used = process.cpuUsage({ user, system });
    return (used.user + used.system) / 1000;
  }
  test.each(Object.entries(units))(
    "%s",
    async (_, unit) => {
      const shorter = await work(unit.repeat(10_000 / unit.length));
      // Sixteen times as long: 256 times the time where it grows with the square.
      expect((await work(unit.repeat(310_000 / unit.length))) / Math.max(shorter, 40)).toBeLessThan(64);
    },
    60_000,
  );

  test("a wide name or id moves its own line alone", async () => {
    const wide = "w".repeat(100_000);
    server.answer = success({
      [wide]: "first",
      ...Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [i, "x"])),
    });
    const info = await runAgainstServer(["collection", "info", "faq"]);
    expect(info.output).toContain(`${wide}  first\n`);
    expect(info.output.length).toBeLessThan(300_000);
    server.answer = page(point({ point_id: wide }), ...Array.from({ length: 5_000 }, () => point({})));
    const list = await runAgainstServer(listPoints);
    expect(list.output).toContain(`point_id  content\n${wide}  c\nd-0       c\n`);
    expect(list.output.length).toBeLessThan(300_000);
  });
});

describe("values that the contract does not know are shown as they are:", () => {
  const rows: Record<string, [argv: string[], data: object, line: RegExp]> = {
    "a status of a document": [["doc"], { status: { process_status: 4 } }, /^ {2}process_status {2}4$/m],
    "a status of another type": [["doc"], { status: { process_status: "6" } }, /^ {2}process_status {2}6 \(being/m],
    "a name that every object has": [["doc"], { add_type: "constructor" }, /^add_type {2}constructor$/m],
    "a field that every object has": [["doc"], { constructor: "c", toString: 1 }, /^constructor {2}c\ntoString {5}1$/m],
    "a new field": [["doc"], { doc_id: "d", news: { a: [1, null] } }, /^news {4}\{"a":\[1,null\]\}$/m],
    "an empty text, null and no element": [
      ["doc"],
      { meta: "", title: null, labels: [] },
      /^meta {4}""\ntitle {3}null\nlabels {2}\[\]$/m,
    ],
    "a time of another type": [["doc"], { create_time: "1724848720000" }, /^create_time {2}1724848720000$/m],
    "a time beyond all calendars": [["doc"], { create_time: 9e15 }, /^create_time {2}9000000000000000$/m],
    "a state of an index": [
      ["collection"],
      { pipeline_list: [{ index_list: [{ status: 9 }] }] },
      /^pipeline_list\[0\]\n {2}index_list\[0\]\n {4}status {2}9$/m,
    ],
    "no pipeline": [["collection"], { pipeline_list: [] }, /^pipeline_list {2}\[\]$/m],
    "a list that is none": [["collection"], { pipeline_list: "none" }, /^pipeline_list {2}none$/m],
    "a status of a task": [["task"], { status: "paused", percentage: 3 }, /^status {6}paused$/m],
    "no fields at all": [["task"], {}, /^$/],
  };
  const commands: Record<string, string[]> = {
    collection: ["collection", "info", "faq"],
    doc: ["doc", "info", "faq", "d"],
    task: ["task", "info", "t"],
  };
  test.each(Object.entries(rows))("%s", async (_, [[command = ""], data, line]) => {
    server.answer = success(data);
    const { exitCode, output, errors } = await runAgainstServer(commands[command] ?? []);
    expect(output).toMatch(line);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
  });
});

describe("links end at what may carry credentials:", () => {
  const rows: Record<string, [text: string, shown: string]> = {
    "a query": ["https://h.example/a.zip?X-Tos-Signature=sesame", "https://h.example/a.zip?…"],
    "a fragment": ["https://h.example/a#token=sesame", "https://h.example/a#…"],
    "a user": ["https://me:sesame@h.example/a", "https://h.example/a"],
    "a query that closes a bracket too early": ["https://h.example/a?x=(y)&sig=sesame", "https://h.example/a?…"],
    "a query after Chinese": ["https://h.example/文件?名=文件&sig=sesame", "https://h.example/文件?…"],
    "upper case": ["HTTPS://H.EXAMPLE/A?SIG=sesame", "HTTPS://H.EXAMPLE/A?…"],
    "in Markdown": ["![plan](https://h.example/p.png?sig=sesame) follows", "![plan](https://h.example/p.png?… follows"],
    "in JSON": ['[{"u":"https://h.example/p?sig=sesame","v":1}]', '[{"u":"https://h.example/p?…","v":1}]'],
    "broken by a zero-width character": ["ht\u200btps://h.example/a?sig=sesame", "https://h.example/a?…"],
  };
  test.each(Object.entries(rows))("%s", async (_, [text, shown]) => {
    server.answer = page(point({ content: text }));
    const cut = await runAgainstServer(listPoints);
    expect(cut.output).toContain(`${shown}\n`);
    expect(cut.errors).toMatch(/^note: links are cut/m);
    const whole = await runAgainstServer([...listPoints, "--links"]);
    expect(whole.output).toContain("sesame");
    expect(whole.errors).toBe("showing 1–1 of 1 point in faq\n");
  });
});

describe("columns stay aligned and lines within the terminal", () => {
  const titles = [
    "Working hours",
    "休假制度与加班说明",
    "한국어 제목",
    "👩‍👩‍👧 family",
    "ｆｕｌｌｗｉｄｔｈ",
    "e\u0301te\u0301",
    "",
    "नमस्ते",
  ];
  test.each([60, 80, 120])("at %i columns", async (columns) => {
    server.answer = page(
      ...titles.map((chunk_title, index) =>
        point({ point_id: `d-${index}`, chunk_type: "text", chunk_title, content: `¶${chunk_title.repeat(40)}` }),
      ),
    );
    const { output } = await runAgainstServer(listPoints, columns);
    const lines = output.split("\n").slice(1, titles.length + 1);
    const starts = lines.map((line) => stringWidth(line.slice(0, line.indexOf("¶"))));
    expect(new Set(starts).size).toBe(1);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    expect(lines.filter((line) => line.endsWith("…"))).toHaveLength(titles.filter(Boolean).length);
  });

  test("a terminal that is too narrow still shows some of the last column", async () => {
    server.answer = page(point({ content: "Working hours are yours to choose." }));
    const { output } = await runAgainstServer(listPoints, 12);
    expect(output).toContain("d-0       Working…\n");
  });

  test("long values are folded under their column", async () => {
    const summary = "工作时间可以自由选择，十点到四点必须在岗。".repeat(30);
    server.answer = success({ doc_summary: summary, brief_summary: "be there from ten to four ".repeat(9) });
    const { output } = await runAgainstServer(["doc", "info", "faq", "d"], 60);
    const lines = output.trimEnd().split("\n");
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
    expect(lines.filter((line) => !/^(doc_summary {4}|brief_summary {2}| {15})[^\s，。]/.test(line))).toEqual([]);
    expect(lines.map((line) => line.slice(15)).join("")).toContain(summary);
  });
});

describe("An answer of many levels", () => {
  /** As text: to write it, JSON.stringify would take the stack. */
  const answer = ({ body }: Answer, levels: number): Answer => {
    const nested = "[".repeat(levels) + "]".repeat(levels);
    return { body: JSON.stringify(body).replace('"deep"', nested) };
  };
  const deep = (levels: number) =>
    answer(page(point({ table_chunk_fields: [{ field_name: "a", field_value: "deep" }] })), levels);

  test.each([["--json"], []])("is told, or shown without what is deep (%s)", async (...flags) => {
    server.answer = deep(20_000);
    const { exitCode, output, errors } = await runAgainstServer([...listPoints, ...flags]);
    if (flags.length === 0) return expect([exitCode, output]).toEqual([0, expect.stringContaining("d-0")]);
    expect(exitCode).toBe(10);
    expect(JSON.parse(errors)).toMatchObject({
      kind: "invalid-response",
      message: "The answer has more than 1000 levels, one inside the other.",
    });
  });

  test("is told where all of its fields are shown", async () => {
    server.answer = answer(success({ collection_name: "faq", x: "deep" }), 20_000);
    const { exitCode, errors } = await runAgainstServer(["collection", "info", "faq"]);
    expect([exitCode, errors]).toEqual([10, expect.stringMatching(/^error: The answer has more than 1000 levels, /)]);
  });

  test("is printed up to a thousand", async () => {
    server.answer = deep(900);
    expect(await runAgainstServer([...listPoints, "--json"])).toMatchObject({ exitCode: 0, errors: "" });
  });
});
