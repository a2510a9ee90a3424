import { expect, test } from "vitest";
import { type ZipMember, zipFile } from "../../../../testing/zip-file.js";
import { chunkBlocks } from "../../chunks/chunk-blocks.js";
import { DocumentFailure } from "../../failures.js";
import { defaultLimits } from "../../limits.js";
import { readWord } from "./word.js";

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
const documentPart = (body: string): ZipMember => ({
  name: "word/document.xml",
  content: `<?xml version="1.0" encoding="UTF-8"?><w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
});
const style = (id: string, name: string, more = "") =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
const stylesPart = (styles: string): ZipMember => ({
  name: "word/styles.xml",
  content: `<w:styles ${namespaces}>${styles}</w:styles>`,
});
const p = (runs: string, styleId = "") =>
  `<w:p>${styleId && `<w:pPr><w:pStyle w:val="${styleId}"/></w:pPr>`}${runs}</w:p>`;
const r = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const row = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`;
const cell = (text: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(r(text))}</w:tc>`;

const readBytes = async (bytes: Uint8Array) => {
  const document = await readWord(bytes, { limits: defaultLimits, encoding: undefined, table: undefined });
  if (!("blocks" in document)) throw new Error("There are no blocks.");
  return { title: document.title, points: [...chunkBlocks(document.blocks, 1000)] };
};
const read = (body: string, ...others: ZipMember[]) => readBytes(zipFile([documentPart(body), ...others]));

test.each<{ what: string; body: string; text: string }>([
  { what: "paragraphs", body: p(r("one ") + r("two")) + p("") + p(r("年假")), text: "one two\n\n年假" },
  {
    what: "line breaks and tabs",
    body: p(`${r("a")}<w:r><w:br/></w:r>${r("b")}<w:r><w:cr/></w:r>${r("c")}<w:r><w:tab/></w:r>${r("d")}`),
    text: "a\nb\nc d",
  },
  {
    what: "changes that were tracked",
    body: p(
      `${r("a")}<w:ins w:id="1">${r("b")}</w:ins><w:del w:id="2"><w:r><w:delText>c</w:delText></w:r></w:del><w:moveFrom>${r("d")}</w:moveFrom><w:moveTo>${r("e")}</w:moveTo>`,
    ),
    text: "abe",
  },
  { what: "struck text", body: p(`<w:r><w:rPr><w:strike/></w:rPr><w:t>a</w:t></w:r>`), text: "~~a~~" },
  {
    what: "raised digits",
    body: p(`${r("10")}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r>`),
    text: "10⁶",
  },
  {
    what: "a field",
    body: p(`${r("Table ")}<w:fldSimple w:instr="SEQ Table">${r("1")}</w:fldSimple>`),
    text: "Table 1",
  },
  {
    what: "ruby",
    body: p(
      `<w:r><w:ruby><w:rubyPr/><w:rt>${r("かん")}</w:rt><w:rubyBase>${r("漢")}</w:rubyBase></w:ruby></w:r>${r("字")}`,
    ),
    text: "漢(かん)字",
  },
  {
    what: "text in shapes",
    body: p(
      `${r("a")}<w:r><mc:AlternateContent><mc:Choice Requires="wps">${r("b")}</mc:Choice><mc:Fallback><w:pict><v:oval><v:textbox><w:txbxContent>${p(r("c"))}</w:txbxContent></v:textbox></v:oval></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    ),
    text: "a\n\nc",
  },
  {
    what: "a formula",
    body: p(
      `<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:fPr/><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>&lt;y</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:d><m:dPr><m:begChr m:val="|"/><m:endChr m:val="|"/></m:dPr><m:e><m:r><m:t>z</m:t></m:r></m:e></m:d></m:oMath>`,
    ),
    text: "x=(a)/(b)<y^(2)|z|",
  },
  {
    what: "what a picture shows, wherever it lies",
    body: p(
      '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A plan"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
    ),
    text: "A plan",
  },
])("A document with $what is read", async ({ body, text }) => {
  const link: ZipMember = {
    name: "word/_rels/document.xml.rels",
    content:
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://127.0.0.1:9/a.png" TargetMode="External"/></Relationships>',
  };
  expect((await read(body, link)).points.map(({ content }) => content)).toEqual([text]);
});

test("Headings are known by the names and levels of their styles, in any language", async () => {
  const styles = [
    style("Heading1", "heading 1"),
    style("2", "标题 2"),
    style("berschrift3", "Überschrift 3"),
    style("own", "It's mine", '<w:outlineLvl w:val="3"/>'),
    style("derived", "Derived", '<w:basedOn w:val="own"/>'),
    style("toc", "TOC Heading", '<w:basedOn w:val="Heading1"/><w:outlineLvl w:val="9"/>'),
    style("loop", "Loop", '<w:basedOn w:val="loop"/>'),
  ];
  const body = ["toc", "Heading1", "2", "berschrift3", "own", "derived", "loop"].map(
    (id) => p(r(`style ${id}`), id) + p(r("text")),
  );
  const { points } = await read(body.join(""), stylesPart(styles.join("")));
  expect(points.map(({ content, members }) => [members.chunk_title, content])).toEqual([
    ["", "style toc\n\ntext"],
    ["style Heading1", "text"],
    ["style 2", "text"],
    ["style berschrift3", "text"],
    ["style own", "text"],
    ["style derived", "text\n\nstyle loop\n\ntext"],
  ]);
});

test("Paragraphs in a style for code are its lines", async () => {
  const styles = stylesPart(style("a", "HTML Preformatted") + style("b", "Source Code"));
  const body = p(r("let a;"), "a") + p(r("  b;"), "a") + p(r("text")) + p(`${r("c")}<w:r><w:br/></w:r>${r("d")}`, "b");
  const { points } = await read(body, styles);
  expect(points.map(({ content }) => content)).toEqual(["```\nlet a;\n  b;\n```\n\ntext\n\n```\nc\nd\n```"]);
});

test("A table is one in Markdown, with its merged cells filled", async () => {
  const table = [
    row(cell("a"), cell("b", '<w:gridSpan w:val="2"/>')),
    row(cell("1", '<w:vMerge w:val="restart"/>'), cell("2"), cell("3")),
    row(cell("", "<w:vMerge/>"), cell("4"), cell("5")),
  ];
  const { points } = await read(`${p(r("text"))}<w:tbl>${table.join("")}</w:tbl>`);
  const content = "| a | b | b |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n| 1 | 4 | 5 |";
  expect(points[1]).toEqual({ content, members: { chunk_title: "", chunk_type: "table", md_content: content } });
});

test("Lists and notes are read, comments are not", async () => {
  const numbering: ZipMember = {
    name: "word/numbering.xml",
    content: `<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
  };
  const footnotes: ZipMember = {
    name: "word/footnotes.xml",
    content: `<w:footnotes ${namespaces}><w:footnote w:id="2">${p(r("A note."))}</w:footnote></w:footnotes>`,
  };
  const comments: ZipMember = {
    name: "word/comments.xml",
    content: `<w:comments ${namespaces}><w:comment w:id="0">${p(r("A comment."))}</w:comment></w:comments>`,
  };
  const item = (text: string, level: number) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>${r(text)}</w:p>`;
  const body = `${item("a", 0)}${item("b", 1)}${item("c", 0)}${p(`${r("d")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>`)}`;
  const { points } = await read(body, numbering, footnotes, comments);
  expect(points.map(({ content }) => content)).toEqual(["1. a\n   - b\n2. c\n\nd[1]\n\n1. A note."]);
});

const core = (title: string): ZipMember => ({
  name: "docProps/core.xml",
  content: `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>${title}</dc:title></cp:coreProperties>`,
});
test.each<{ what: string; others: ZipMember[]; title: string | undefined }>([
  {
    what: "its properties",
    others: [core("Terms &amp; more"), stylesPart(style("T", "Title"))],
    title: "Terms & more",
  },
  { what: "the style Title", others: [core(""), stylesPart(style("T", "Title"))], title: "Ours" },
  { what: "nothing", others: [], title: undefined },
])("A document has its title from $what", async ({ others, title }) => {
  expect((await read(p(r("Ours"), "T") + p(r("text")), ...others)).title).toBe(title);
});

const whole = zipFile([documentPart(p(r("text")))]);
const compoundFile = (stream: string) =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1024), Buffer.from(stream, "utf16le")]);
const entities = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>';
test.each<{ what: string; bytes: Uint8Array; message: string | RegExp }>([
  { what: "an empty file", bytes: Buffer.of(), message: "The file is empty." },
  {
    what: "a file with a password",
    bytes: compoundFile("EncryptedPackage"),
    message: "The file is encrypted. Save it without a password.",
  },
  {
    what: "an old file",
    bytes: compoundFile("WordDocument"),
    message: "The file is in the format of Word 97 to 2003. Save it as .docx.",
  },
  {
    what: "an encrypted zip",
    bytes: zipFile([{ ...documentPart(p(r("a"))), isEncrypted: true }]),
    message: "The file is encrypted. Save it without a password.",
  },
  {
    what: "a text",
    bytes: Buffer.from("text".repeat(20)),
    message: /^The file is damaged, or not what its name says: /,
  },
  { what: "half a file", bytes: whole.subarray(0, whole.length / 2), message: /^The file is damaged, or not / },
  {
    what: "a changed byte",
    bytes: zipFile([{ ...documentPart(p(r("a"))), checksum: 1 }]),
    message: "The file is damaged, or not what its name says: word/document.xml is not as it was packed.",
  },
  {
    what: "two documents",
    bytes: zipFile([documentPart(p(r("a"))), documentPart(p(r("b")))]),
    message: "The file is damaged, or not what its name says: it holds two files word/document.xml.",
  },
  {
    what: "another zip",
    bytes: zipFile([{ name: "a.xml", content: "<a/>" }]),
    message: "The file holds no Word document.",
  },
  {
    what: "broken XML",
    bytes: zipFile([{ name: "word/document.xml", content: "<w:document><w:body" }]),
    message: /^The file is damaged: /,
  },
  {
    what: "entities",
    bytes: zipFile([
      {
        name: "word/document.xml",
        content: `${entities}<w:document ${namespaces}><w:body>${p(r("&b;"))}</w:body></w:document>`,
      },
    ]),
    message: "The file declares entities, in word/document.xml, which no Word document may do.",
  },
  {
    what: "entities in UTF-16",
    bytes: zipFile([
      documentPart(p(r("a"))),
      { name: "word/styles.xml", content: Buffer.from(`\ufeff${entities}<a/>`, "utf16le") },
    ]),
    message: "The file declares entities, in word/styles.xml, which no Word document may do.",
  },
  {
    what: "a bomb",
    bytes: zipFile([documentPart(" ".repeat(49 * 1024 * 1024))]),
    message: "What the file holds takes, unpacked, more than the 50331648 bytes that are allowed.",
  },
  {
    what: "a bomb that says it is small",
    bytes: zipFile([{ ...documentPart(" ".repeat(49 * 1024 * 1024)), declaredSize: 10 }]),
    message: /^The file is damaged, or not what its name says: too many bytes in the stream/,
  },
  {
    what: "ten thousand files",
    bytes: zipFile(Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}.xml`, content: "" }))),
    message: "The file holds more than the 10000 files that are allowed.",
  },
  {
    what: "deep markup",
    bytes: zipFile([documentPart("<w:smartTag>".repeat(20_000) + "</w:smartTag>".repeat(20_000))]),
    message: "The document is nested too deeply to be read.",
  },
  { what: "no text", bytes: zipFile([documentPart(p(""))]), message: "The file holds no text." },
])("Of $what it is said what is wrong", async ({ bytes, message }) => {
  const failure = await readBytes(bytes).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DocumentFailure);
  expect(failure).toMatchObject({
    failedCode: 90001,
    message: typeof message === "string" ? message : expect.stringMatching(message),
  });
});
