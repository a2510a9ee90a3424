import { expect, test } from "vitest";
import { chunkBlocks } from "../../chunks/chunk-blocks.js";
import { DocumentFailure } from "../../failures.js";
import { defaultLimits } from "../../limits.js";
import { readHtml } from "./html.js";

const read = (source: string | Uint8Array, encoding?: string) => {
  const document = readHtml(Buffer.from(source), { limits: defaultLimits, encoding, table: undefined });
  if (!("blocks" in document)) throw new Error("There are no blocks.");
  return { ...document, points: [...chunkBlocks(document.blocks, 1000)] };
};
const contents = (source: string) => read(source).points.map(({ content }) => content);

test.each<{ what: string; html: string; text: string }>([
  { what: "paragraphs", html: "<p>one\n  two<p>three</p>four", text: "one two\n\nthree\n\nfour" },
  { what: "line breaks", html: "one<br>two <br/> three<br><br><br>four", text: "one\ntwo\nthree\n\nfour" },
  { what: "entities", html: "a&nbsp;b &amp;&lt; con&shy;test &#x5e74;", text: "a b &< contest 年" },
  { what: "Chinese lines", html: "<p>年假\n  每年\n<b>25</b>\n天。\nOK</p>", text: "年假每年 25 天。 OK" },
  { what: "inline markup", html: "<b>wo</b>rd <i>it</i><code>c</code><wbr>d", text: "word itcd" },
  { what: "struck text", html: "<p>price <s>10</s> 5 <del></del>", text: "price ~~10~~ 5" },
  {
    what: "raised and lowered digits",
    html: "10<sup>6</sup> m<sup>−2</sup> H<sub>2</sub>O 1<sup>st</sup>",
    text: "10⁶ m⁻² H₂O 1st",
  },
  { what: "ruby", html: "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", text: "漢(かん)字" },
  { what: "quoted words", html: "<q>so</q>", text: "“so”" },
  {
    what: "links",
    html: '<a href="/b">a</a> <a href="https://e.com/a(b c)">b</a> <a href="https://e.com">https://e.com</a> <a href="#x">¶</a> <a href="#y">c</a>',
    text: "a [b](https://e.com/a%28b%20c%29) https://e.com c",
  },
  {
    what: "a link that begins and ends with spaces",
    html: 'a<a href="https://e.com/"> b </a>c <a href="https://e.com/"><img alt="d"></a>',
    text: "a [b](https://e.com/) c [d](https://e.com/)",
  },
  { what: "pictures", html: '<img src="https://e.com/a.png" alt="A plan"><img alt="B">', text: "A plan B" },
  {
    what: "check boxes",
    html: "<input type=checkbox checked>done<br><input type=checkbox>open",
    text: "[x] done\n[ ] open",
  },
  {
    what: "what is hidden",
    html: "<style>a</style><script>b</script><noscript>c</noscript><template>d</template><p hidden>e<p style='color:red; display: none'>f<p>g<!-- h --><math><mi>x</mi><annotation>i</annotation></math><video>j</video>",
    text: "gx",
  },
  {
    what: "lists",
    html: "<p>a<ul><li>b<li>c<ol start=3><li>d<li value=9>e</ol><li><p>f<p>g</ul><p>h",
    text: "a\n\n- b\n- c\n  3. d\n  9. e\n- f\n\n  g\n\nh",
  },
  { what: "items without a list", html: "<li>a<li>b", text: "- a\n\n- b" },
  { what: "terms", html: "<dl><dt>a<dt>b<dd>c<dd>d<p>e<dt>f<dd>g</dl>", text: "a\n\nb\n: c\n: d\n\n  e\n\nf\n: g" },
  { what: "a quote", html: "<blockquote>a<br>b<p>c</blockquote>d", text: "> a\n> b\n\n> c\n\nd" },
  {
    what: "code",
    html: "<pre><code class='hljs language-js'>\n\nlet a;\n\n  b&nbsp;&lt; 1;\n</code></pre>",
    text: "```js\nlet a;\n\n  b < 1;\n```",
  },
  {
    what: "code with fences, in an item",
    html: "<ul><li>a<pre>```\nb</pre></ul>",
    text: "- a\n\n  ````\n  ```\n  b\n  ````",
  },
  {
    what: "controls",
    html: "<button>a</button><button>b</button><select><option>c<option>d</select>",
    text: "a b\n\nc\n\nd",
  },
  { what: "a layout table", html: "<table><tr><td>a<td>b</table>", text: "a\n\nb" },
])("HTML with $what is read", ({ html, text }) => {
  expect(contents(html)).toEqual([text]);
});

test.each<{ what: string; html: string; table: string }>([
  {
    what: "header cells",
    html: "<tr><th>a<th>b<tr><td>1|2<td>3<br>4",
    table: "| a | b |\n| --- | --- |\n| 1\\|2 | 3<br>4 |",
  },
  {
    what: "a caption and cells that span",
    html: "<caption>Cap</caption><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td rowspan=2>1<td>2<td>3<tr><td colspan=2>4<tr><td colspan=3>title",
    table: "Cap\n\n| a | b / c | b / d |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n| 1 | 4 | 4 |\n| title |  |  |",
  },
  {
    what: "a head and a foot",
    html: "<tfoot><tr><td>3<td>4</tfoot><thead><tr><td>a<td>b</thead><tbody><tr><td>1<td>2<tr><td><td> </tbody>",
    table: "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |",
  },
  {
    what: "names before its rows",
    html: "<tr><th>a<td>1<tr><th>b<td>2",
    table: "|  |  |\n| --- | --- |\n| a | 1 |\n| b | 2 |",
  },
  {
    what: "no header, and a column without text",
    html: "<tr><td>a<td><td>b<tr><td>1<td>&nbsp;<td>2",
    table: "| a | b |\n| --- | --- |\n| 1 | 2 |",
  },
  {
    what: "a table within a cell",
    html: "<tr><th>a<th>b<tr><td>1<td><table><tr><td>x<td>y<tr><td>z<td>w</table>",
    table: "| a | b |\n| --- | --- |\n| 1 | x<br>y<br>z<br>w |",
  },
  {
    what: "a cell that spans more rows than there are",
    html: "<tr><th>a<th>b<tr><td rowspan=0>1<td>2<tr><td>3",
    table: "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 1 | 3 |",
  },
])("A table with $what is one in Markdown", ({ html, table }) => {
  const [point, ...others] = read(`<table>${html}</table>`).points;
  expect(others).toEqual([]);
  expect(point).toEqual({ content: table, members: { chunk_title: "", chunk_type: "table", md_content: table } });
});

test("Each part of a long table has its header", () => {
  const rows = Array.from({ length: 200 }, (_, row) => `<tr><td>${row}<td>text`).join("");
  const { points } = read(`<h2>Rows</h2><table><caption>Cap</caption><tr><th>n<th>t${rows}</table>`);
  expect(points.length).toBeGreaterThan(2);
  for (const { content, members } of points) {
    expect(content).toMatch(/^Cap\n\n\| n \| t \|\n\| --- \| --- \|\n\| \d/);
    expect(members).toMatchObject({ chunk_title: "Rows", chunk_type: "table" });
  }
});

test("Headings give the titles, wherever they stand", () => {
  const html = `<nav>menu</nav><main><section><h1>One <a class=headerlink href="#one">#</a></h1><p>a</section>
    <ul><li><h2>Two</h2>b</ul><table><tr><td><h3>Three</h3><td>c</table><div role=heading aria-level=4>Four</div>d`;
  expect(read(html).points.map(({ content, members }) => [members.chunk_title, content])).toEqual([
    ["", "menu"],
    ["One", "a"],
    ["Two", "b"],
    ["Three", "c"],
    ["Four", "d"],
  ]);
});

test("A heading in a list or a quote of a header cell or a caption is text of it", () => {
  const html = `<table><caption><blockquote><h3>a</h3>b</blockquote>
    <tr><th><ul><li><h2>c <a href="https://e.com/">d</a></h2>e</ul><td><h1>f</h1>g</table>`;
  expect(read(html).points.map(({ content, members }) => [members.chunk_title, content])).toEqual([
    ["", "> a\n\n> b\n\n- c [d](https://e.com/)\n\n  e"],
    ["f", "g"],
  ]);
});

test.each<{ html: string; title: string | undefined }>([
  { html: "<title>\n The &amp;\n page</title><h1>A</h1>b", title: "The & page" },
  { html: "<title> </title><h2>A</h2>b<h1>B</h1>", title: "B" },
  { html: "<p>a<svg><title>b</title></svg>", title: undefined },
])("The title of $html is $title", ({ html, title }) => {
  expect(read(html).title).toBe(title);
});

const page = (declaration: string, text = "年假每年二十五天") => `${declaration}<p>${text}`;
const gbk = Buffer.concat([Buffer.from('<meta charset="gb2312"><p>'), Buffer.from("c4eabcd9", "hex")]);
test.each<{ what: string; bytes: Uint8Array; given?: string; text: string; encoding: string | undefined }>([
  { what: "UTF-8", bytes: Buffer.from(page("")), text: "年假每年二十五天", encoding: undefined },
  {
    what: "UTF-8 that says otherwise",
    bytes: Buffer.from(page("<meta charset=gbk>")),
    text: "年假每年二十五天",
    encoding: undefined,
  },
  { what: "a declaration", bytes: gbk, text: "年假", encoding: "gbk" },
  {
    what: "a declaration as a header",
    bytes: Buffer.from("<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>\xcf", "latin1"),
    text: "П",
    encoding: "windows-1251",
  },
  {
    what: "a declaration of XML",
    bytes: Buffer.from("<?xml version='1.0' encoding='ISO-8859-2'?><html><p>\xb1", "latin1"),
    text: "ą",
    encoding: "iso-8859-2",
  },
  {
    what: "a declaration in a comment, and a real one",
    bytes: Buffer.from("<!-- <meta charset=koi8-r> --><meta charset=latin1><p>\xfc", "latin1"),
    text: "ü",
    encoding: "windows-1252",
  },
  {
    what: "an encoding that is given",
    bytes: Buffer.from("<meta charset=gbk><p>\xfc", "latin1"),
    given: "windows-1252",
    text: "ü",
    encoding: "windows-1252",
  },
  { what: "UTF-16", bytes: Buffer.from("\ufeff<meta charset=gbk><p>ü", "utf16le"), text: "ü", encoding: "utf-16le" },
])("HTML in $what is decoded", ({ bytes, given, text, encoding }) => {
  const document = read(bytes, given);
  expect(document.points.map(({ content }) => content)).toEqual([text]);
  expect(document.encoding).toBe(encoding);
});

test.each<{ what: string; html: string; message: string }>([
  { what: "nothing", html: "", message: "The file holds no text." },
  {
    what: "nothing that shows",
    html: "<title>a</title><p>&nbsp;<script>b</script>",
    message: "The file holds no text.",
  },
  { what: "a page in no encoding", html: "\0\0\x01", message: "The file is not a text in UTF-8, UTF-16 or GB 18030." },
])("A file of $what is refused", ({ html, message }) => {
  expect(() => read(Buffer.from(html, "latin1"))).toThrow(new DocumentFailure(message));
});

test.each<{ what: string; html: string }>([
  { what: "boxes", html: "<div>".repeat(50_000) },
  { what: "lists", html: "<ul><li>a".repeat(20_000) },
  { what: "quotes", html: "<blockquote>a".repeat(20_000) },
  { what: "tables", html: "<table><tr><td>a<td>".repeat(5_000) },
])("$what within each other are read", ({ html }) => {
  expect(contents(`${html}deep`).join("")).toContain("deep");
});

test("Cells that span rows and columns cannot make a table endless", () => {
  const cell = `<td rowspan=9999 colspan=1000>${"x".repeat(1000)}<td>y`;
  expect(() => read(`<table>${`<tr>${cell}`.repeat(600)}</table>`)).toThrow(
    "The cells of a table that span rows or columns make it longer than the 268435456 bytes that are allowed.",
  );
});

test("Code may hold more fences than a call may have arguments", () => {
  expect(contents(`<pre>${"```\n".repeat(150_000)}deep`).at(-1)).toMatch(/^````\n(?:```\n)+deep\n````$/);
});
