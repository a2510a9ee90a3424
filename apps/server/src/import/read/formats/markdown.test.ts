import { expect, test } from "vitest";
import { chunkBlocks } from "../../chunks/chunk-blocks.js";
import type { ReadDocument } from "./document-reader.js";
import { readMarkdown } from "./markdown.js";

const read = (text: string): ReadDocument => readMarkdown(text);
const contents = (document: ReadDocument) =>
  "blocks" in document ? [...chunkBlocks(document.blocks, 1000)].map(({ content }) => content) : [];

test.each<[string, string | undefined]>([
  ["# One\n\n# Two", "One"],
  ["## Two\n\nText\n\n# One #", "One"],
  ["One\n===", "One"],
  ["# A *b* `c` [d](e) ![f](g) <b>h</b> \\* i  \nj", "A b c d f h * i"],
  ["---\ntitle: Given\n---\n# One", "Given"],
  ["---\ntitle: 2024\n---\n", "2024"],
  ["---\ntitle:\n---\n# One", "One"],
  ["---\ntitle: 1.10\n---\n", "1.10"],
  ["---\ntitle: Dots\n...\n# One", "Dots"],
  ["+++\ntitle = 'Given'\n+++\n# One", "Given"],
  ["#\n\ntext", undefined],
  ["```\n# code\n```", undefined],
  ["", undefined],
])("The title of %j is %j", (text, title) => {
  expect(read(text).title).toBe(title);
});

test.each([
  ["A {#id}", "A"],
  ["A{#id}", "A"],
  ['A {#id .class key=value other="a b"}', "A"],
  ["A {: .class}", "A"],
  ["A {:.no_toc}", "A"],
  ["A {: #年假 .b title='c'}", "A"],
  ["A {-}", "A"],
  ["A {#a} {.b}", "A"],
  ["A # {#id}", "A"],
  ["A {#id} ##", "A"],
  ["A {/* #id */}", "A"],
  ["**A** {#id}", "A"],
  ["Set {a, b}", "Set {a, b}"],
  ["Set {x}", "Set {x}"],
  ["Set {x=1}", "Set {x=1}"],
  ["The {} of it", "The {} of it"],
  ["The {#id} of it", "The {#id} of it"],
  ["The `{#id}`", "The {#id}"],
  ["Escaped \\{#id}", "Escaped {#id}"],
  ["Length $\u007b#list}", "Length $\u007b#list}"],
  ["{{ page.title }}", "{{ page.title }}"],
  ["A &amp; B &lt; C &#38; D &#x27; &hellip;", "A & B < C & D ' …"],
  ["`&amp;` and \\&amp; and &amp;amp;", "&amp; and &amp; and &amp;"],
  ["A &unknown; B & C", "A &unknown; B & C"],
  ["A<br>B <img src=c alt='D &gt; E'> <!-- f --><a name=g></a>", "A B D > E"],
  ["A[^1] B[^note]", "A B"],
  ["The `[^a]`", "The [^a]"],
  ["🎬 A :tada:", "🎬 A :tada:"],
])("The heading %j says %j", (heading, title) => {
  const document = read(`# ${heading}\n\nBody`);
  expect(document.title).toBe(title);
  expect(headings(document)).toEqual([title]);
  // What the title leaves out stays in the text.
  const left = letters(title).length < letters(heading).length;
  expect(contents(document)).toEqual([left ? `# ${heading}\n\nBody` : "Body"]);
});

const headings = (document: ReadDocument) =>
  "blocks" in document ? [...document.blocks].flatMap((block) => ("title" in block ? [block.title] : [])) : [];
const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, "");

test.each<{ what: string; text: string; title: string | undefined; titles: string[] }>([
  { what: "the highest level below another", text: "### A\n\n## B\n\n## C", title: "B", titles: ["A", "B", "C"] },
  { what: "an empty heading of a higher level", text: "#\n\n## B", title: "B", titles: ["", "B"] },
  { what: "an attribute list alone", text: "# {#a}\n\n## B", title: "B", titles: ["", "B"] },
  { what: "an invisible heading", text: "# &#8203;\n\n## B", title: "B", titles: ["", "B"] },
  { what: "a setext heading", text: "A {#a}\n===\n{: .b}\n\n# B", title: "A", titles: ["A", "B"] },
  { what: "kramdown's lists", text: "## A\n{: #a}\n\n### B\n{: .b}\ntext", title: "A", titles: ["A", "B"] },
  {
    what: "a heading in HTML",
    text: '## A\n\n<h1 align="c">B &amp;\n <i>C</i></h1>\n\ntext',
    title: "B & C",
    titles: ["A", "B & C"],
  },
  {
    what: "a heading in HTML over empty lines",
    text: "<h1>\n\n*A*\n\n</h1>\n\n## B",
    title: "A",
    titles: ["A", "B"],
  },
  {
    what: "a heading in HTML within a box",
    text: '<div align="c">\n<h1>A</h1>\n<p>b</p>\n</div>',
    title: "A",
    titles: ["A"],
  },
  { what: "a logo as a heading", text: '<h1><img src="a.png"></h1>\n\n## B', title: "B", titles: ["B"] },
  { what: "a logo with a name", text: '<h1><img src="a.png" alt="A"></h1>', title: "A", titles: ["A"] },
  { what: "a heading in a quote and a list", text: "> # A\n\n- # B\n\n## C", title: "C", titles: ["C"] },
  { what: "a heading in a comment", text: "<!--\n<h1>A</h1>\n# B\n-->\n\n## C", title: "C", titles: ["C"] },
  { what: "a heading in HTML that does not end", text: "<h1>A\n\ntext\n\n## B", title: "B", titles: ["B"] },
  { what: "no heading", text: "text", title: undefined, titles: [] },
])("Of a document with $what the title is $title", ({ text, title, titles }) => {
  expect(read(text).title).toBe(title);
  expect(headings(read(text))).toEqual(titles);
});

test.each([
  ["of 4,000 characters is a title", "*年*".padEnd(4000, "x"), `年${"x".repeat(3997)}`],
  ["that is longer is text alone", "*年*".padEnd(4001, "x"), undefined],
])("A heading %s", (_what, heading, title) => {
  const document = read(`# ${heading}\n\nBody`);
  expect(document.title).toBe(title);
  expect(contents(document).join("")).toBe(`# ${heading}Body`);
});

test("Markdown that is nested too deeply to be parsed is refused", () => {
  expect(() => read(`${">".repeat(20_000)} deep`)).toThrow(
    "The Markdown is nested too deeply, or one of its paragraphs is too long, to be parsed.",
  );
});
