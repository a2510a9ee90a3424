import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { lines, type PageContent, smallPdf, text } from "../../../../testing/small-pdf.js";
import type { Block } from "../../blocks.js";
import { readPdf } from "./pdf.js";

const read = async (bytes: Uint8Array) => {
  const document = await readPdf(bytes);
  return { title: document.title, blocks: "blocks" in document ? [...document.blocks] : [] };
};
const sources = (blocks: readonly Block[]) => blocks.map((block) => block.source.trimEnd());

/** Lines of one width, as those of a paragraph are. */
const body = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word}${index} runs on and on, ${word}, to the end of line`);
const joined = (word: string, count: number) => body(word, count).join(" ");

interface PageRow {
  readonly what: string;
  readonly pages: readonly PageContent[];
  readonly expected: readonly string[];
}
test.each<PageRow>([
  {
    what: "Lines of a paragraph",
    pages: [lines(72, 700, [...body("alpha", 3), "and ends."])],
    expected: [`${joined("alpha", 3)} and ends.`],
  },
  {
    what: "Paragraphs apart, and one that is indented",
    pages: [[...lines(72, 700, body("alpha", 2)), ...lines(72, 660, body("beta", 2)), text(90, 636, "gamma begins")]],
    expected: [joined("alpha", 2), `${joined("beta", 2)}\ngamma begins`],
  },
  {
    what: "Short lines, as of an address",
    pages: [lines(72, 700, ["Anna Example", "Long Street 1", "12345 Town", ...body("gamma", 1)])],
    expected: [`Anna Example\nLong Street 1\n12345 Town\n${body("gamma", 1)}`],
  },
  {
    what: "A list",
    pages: [lines(72, 700, [...body("alpha", 1), "- one", "- two", "2. three"])],
    expected: [`${body("alpha", 1)}\n- one\n- two\n2. three`],
  },
  {
    what: "Two columns below a line across",
    pages: [
      [
        text(72, 740, `${body("title", 1)} and over both columns, all the way to the other side of it`),
        ...lines(72, 700, [...body("left", 5), "and here it comes to its very own end."]),
        ...lines(320, 703, body("right", 6)),
      ],
    ],
    expected: [
      `${body("title", 1)} and over both columns, all the way to the other side of it`,
      `${joined("left", 5)} and here it comes to its very own end.`,
      joined("right", 6),
    ],
  },
  {
    what: "A paragraph that goes on in the next column",
    pages: [[...lines(72, 700, body("left", 6)), ...lines(320, 700, body("right", 6))]],
    expected: [`${joined("left", 6)} ${joined("right", 6)}`],
  },
  {
    what: "A table",
    pages: [
      ["name", "apple", "pear|plum"].flatMap((name, index) => [
        text(72, 700 - 14 * index, name),
        text(200, 700 - 14 * index, index === 0 ? "price" : `${index}.50`),
      ]),
    ],
    expected: ["| name | price |\n| --- | --- |\n| apple | 1.50 |\n| pear\\|plum | 2.50 |"],
  },
  {
    what: "Two lists beside each other, which are no table",
    pages: [
      ["one", "two", "three"].flatMap((name, index) =>
        [`\x95`, name, `\x95`, `other ${name}`].map((cell, column) => text(72 + 80 * column, 700 - 14 * index, cell)),
      ),
    ],
    expected: ["•  one  •  other one\n•  two  •  other two\n•  three  •  other three"],
  },
  {
    what: "A table with marks in its columns",
    pages: [
      ["one", "two", "three"].flatMap((name, index) =>
        [name, `\x95`, `\x95`].map((cell, column) => text(72 + 80 * column, 700 - 14 * index, cell)),
      ),
    ],
    expected: ["| one | • | • |\n| --- | --- | --- |\n| two | • | • |\n| three | • | • |"],
  },
  {
    what: "A table of contents",
    pages: [
      ["One", "Two", "Three"].map((name, index) =>
        text(72, 700 - 14 * index, `${name} . . . . . . . . . . . ${index}`),
      ),
    ],
    expected: ["One … 0\nTwo … 1\nThree … 2"],
  },
  {
    what: "A word that is cut, one that keeps its hyphen, and one that may not be joined",
    pages: [
      lines(72, 700, [
        "This line of text is as long as the others, with a co-",
        "operation, while the well-known word has it; a well-",
        "known hyphen stays, as does that between Rhine-",
        "Main and others that are written with a capital letter.",
      ]),
    ],
    expected: [
      "This line of text is as long as the others, with a cooperation, while the well-known word has it; a well-known hyphen stays, as does that between Rhine- Main and others that are written with a capital letter.",
    ],
  },
  {
    what: "A superscript",
    pages: [[text(72, 700, "See the note"), text(127.5, 704, "1", 6), text(140, 700, "there.")]],
    expected: ["See the note1 there."],
  },
  {
    what: "What is drawn twice",
    pages: [[text(72, 700, "Bold"), text(72.3, 700, "Bold"), text(200, 600, "Bold")]],
    expected: ["Bold", "Bold"],
  },
  {
    what: "Text that is turned",
    pages: [
      [
        ...lines(72, 700, body("alpha", 2)),
        "BT /F1 10 Tf 0 1 -1 0 50 300 Tm (turned and) Tj ET",
        "BT /F1 10 Tf 0 1 -1 0 62 300 Tm (read as lines) Tj ET",
      ],
    ],
    expected: [joined("alpha", 2), "turned and\nread as lines"],
  },
])("$what", async ({ pages, expected }) => {
  const { blocks } = await read(smallPdf({ pages }));
  expect(sources(blocks)).toEqual(expected);
});

test("A page that is turned reads as it is shown", async () => {
  const content = body("alpha", 3).map(
    (line, index) => `BT /F1 10 Tf 0 1 -1 0 ${100 + 12 * index} 72 Tm (${line}) Tj ET`,
  );
  const { blocks } = await read(smallPdf({ pages: [content], page: "/Rotate 90" }));
  expect(sources(blocks)).toEqual([joined("alpha", 3)]);
});

test("A paragraph that goes on over a page stands whole, on both pages, beside page numbers and headers", async () => {
  const page = (number: number, word: string) => [
    text(250, 760, "Annual report"),
    ...lines(72, 700, body(word, 3)),
    text(300, 40, `${number}`),
  ];
  const { blocks } = await read(smallPdf({ pages: [page(1, "alpha"), page(2, "beta"), page(3, "gamma")] }));
  const running = blocks.filter(({ source }) => /^(?:Annual report|\d)\n/.test(source));
  expect(running).toHaveLength(6);
  expect(
    blocks.filter((block) => !running.includes(block)).map((block) => [block.source, "page" in block && block.page]),
  ).toEqual([
    [joined("alpha", 3), 1],
    [` ${joined("beta", 3)}`, 2],
    [` ${joined("gamma", 3)}\n\n`, 3],
  ]);
});

test("Larger lines are headings, of a level by their size, and the first of the highest is the title", async () => {
  const content = [
    text(72, 740, "An introduction", 14),
    ...lines(72, 715, body("alpha", 2)),
    ...lines(72, 660, ["The whole of it, in", "two lines"], 20),
    ...lines(72, 600, body("beta", 2)),
  ];
  const { title, blocks } = await read(smallPdf({ pages: [content] }));
  expect(blocks.map((block) => [block.kind, "level" in block && block.level, block.source.trimEnd()])).toEqual([
    ["heading", 2, "An introduction"],
    ["prose", false, joined("alpha", 2)],
    ["heading", 1, "The whole of it, in two lines"],
    ["prose", false, joined("beta", 2)],
  ]);
  expect(title).toBe("The whole of it, in two lines");
});

test("Where there is an outline, it says which lines are headings", async () => {
  const content = [
    text(72, 760, "\x95 Second part"),
    text(72, 740, "Not one", 14),
    text(72, 700, "1.1 First part"),
    ...lines(72, 680, body("alpha", 2)),
    text(72, 600, "Second part"),
    ...lines(72, 580, body("beta", 2)),
  ];
  const objects = [
    "<</First 1001 0 R /Last 1002 0 R /Count 2>>",
    "<</Title (First part) /Parent 1000 0 R /Next 1002 0 R /Dest [10 0 R /Fit]>>",
    // Its own child: the outline has no end.
    "<</Title (Second part) /Parent 1000 0 R /First 1001 0 R /Next 1002 0 R /Dest [10 0 R /Fit]>>",
  ];
  const { blocks } = await read(smallPdf({ pages: [content], objects, catalog: "/Outlines 1000 0 R" }));
  expect(blocks.flatMap((block) => (block.kind === "heading" ? [[block.level, block.title]] : []))).toEqual([
    [1, "1.1 First part"],
    [1, "Second part"],
  ]);
});

test.each([
  ["(A title)", "A title"],
  ["(  A  title )", "A title"],
  ["(Microsoft Word - report.doc)", undefined],
  ["(report-final.docx)", undefined],
  ["(Untitled)", undefined],
  ["(...)", undefined],
  ["(A title\\000)", "A title"],
])("The title of the properties %s is %s", async (given, expected) => {
  const { title } = await read(smallPdf({ pages: [[text(72, 700, "Text")]], properties: `/Title ${given}` }));
  expect(title).toBe(expected);
});

test("What a font calls U+0000 shows nothing", async () => {
  const table = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF>
    endcodespacerange 2 beginbfchar <41> <0000> <42> <0042> endbfchar endcmap end end`;
  const objects = [
    "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 1001 0 R>>",
    `<</Length ${table.length}>> stream\n${table}\nendstream`,
  ];
  const page = "/Resources <</Font <</F1 1000 0 R>>>>";
  const { blocks } = await read(smallPdf({ pages: [[text(72, 700, "BABA")]], objects, page }));
  expect(blocks.map(({ source }) => source.trim())).toEqual(["BB"]);
});

test("What was written into a form is text, and so is a note on the page", async () => {
  const objects = [
    "<</Fields [1001 0 R 1002 0 R] /DA (/F1 10 Tf)>>",
    "<</Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Anna) /Rect [120 695 200 710] /P 10 0 R>>",
    "<</Type /Annot /Subtype /Widget /FT /Tx /T (secret) /V (Unseen) /F 2 /Rect [120 655 200 670] /P 10 0 R>>",
    "<</Type /Annot /Subtype /FreeText /Contents (A remark) /DA (/F1 10 Tf) /Rect [72 600 200 620]>>",
  ];
  const { blocks } = await read(
    smallPdf({
      pages: [[text(72, 700, "Name:")]],
      objects,
      catalog: "/AcroForm 1000 0 R",
      page: "/Annots [1001 0 R 1002 0 R 1003 0 R]",
    }),
  );
  expect(sources(blocks)).toEqual(["Name:  Anna", "A remark"]);
});

test.each([
  ["nothing", new Uint8Array(), "The PDF is damaged, or the file is no PDF."],
  ["no PDF", Buffer.from("Hello"), "The PDF is damaged, or the file is no PDF."],
  [
    "a page of nothing",
    smallPdf({ pages: [[]] }),
    "The PDF has a page without any text; pages that were scanned need a text layer (OCR) first.",
  ],
  [
    "pages of drawings",
    smallPdf({ pages: [["0 0 9 9 re f"], []] }),
    "The PDF has 2 pages without any text; pages that were scanned need a text layer (OCR) first.",
  ],
])("A file with %s fails", async (_what, bytes, message) => {
  await expect(readPdf(bytes)).rejects.toMatchObject({ name: "DocumentFailure", failedCode: 90001, message });
});

test("Nothing warns of what a reader of text does not need", async () => {
  const warn = vi.spyOn(console, "warn");
  vi.resetModules();
  await (await import("./pdf.js")).readPdf(smallPdf({ pages: [[text(72, 700, "Text")]] }));
  expect(warn).not.toHaveBeenCalled();
});

test("Text in a font that needs a table of characters is not lost in silence when that cannot be read", async () => {
  const bytes = readFileSync(new URL("../../../../testing/documents/pdf/xiaoshan-sample.pdf", import.meta.url));
  const fault = Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE" });
  await expect(readPdf(bytes, () => Promise.reject(fault))).rejects.toBe(fault);
});
