import type { Block } from "../../../blocks.js";
import type { ImportLimits } from "../../../limits.js";
import { inlineText, textOf } from "./inline-text.js";
import { type ContainerKind, createOutline, type FramedLines } from "./outline.js";
import { isDataTable, tableLines } from "./table-lines.js";
import { attribute, type HtmlElement, type HtmlParent, visit } from "./visit.js";

/** Elements that stand on lines of their own (HTML Standard, Rendering), and others that begin something new. */
const blockElements = new Set(
  "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

const isBlock = ({ tagName }: HtmlElement): boolean => blockElements.has(tagName);

const lists = new Set(["dir", "menu", "ol", "ul"]);

const plain: ContainerKind = { first: "", rest: "" };

/**
 * The blocks of a page: its headings, tables, code, lists and quotes, and the text between them. A list, a quote or a
 * table that a heading stands in only arranges the page.
 */
export function treeBlocks(root: HtmlParent, limits: Pick<ImportLimits, "maximumStoredBytes">): Block[] {
  const outline = createOutline();
  const inline = inlineText();
  const arranging = holdersOfHeadings(root);
  /** The number of the next item, of each list that is open. */
  const numbers: (number | undefined)[] = [];
  /** Of each list of terms that is open, whether a term is open, and whether it is explained. */
  const terms: { isOpen: boolean; isExplained: boolean }[] = [];

  const flush = () => outline.addText(inline.take());
  const closeTerm = () => {
    const term = terms.at(-1);
    if (term?.isOpen) outline.close();
    if (term) Object.assign(term, { isOpen: false, isExplained: false });
  };
  const openTerm = () => {
    const term = terms.at(-1);
    if (term && !term.isOpen) outline.open(plain);
    if (term) term.isOpen = true;
  };

  visit(root, {
    text: inline.add,
    enter(element) {
      const { tagName } = element;
      if (!isBlock(element)) {
        inline.enter(element);
        return true;
      }
      flush();
      const level = headingLevel(element);
      if (level !== undefined) {
        const inOneLine = (keepsAddresses: boolean) => textOf(element, isBlock, keepsAddresses).replaceAll("\n", " ");
        outline.addHeading(level, inOneLine(false), inOneLine(true));
        return false;
      }
      if (arranging.has(element)) return true;
      if (tagName === "table" && isDataTable(element, false)) {
        const lines = tableLines(element, (cell) => textOf(cell, isBlock), limits);
        if (lines) outline.addFramed(lines);
        return false;
      }
      if (tagName === "pre") {
        const lines = codeLines(element);
        if (lines) outline.addFramed(lines);
        return false;
      }
      if (lists.has(tagName)) {
        outline.open({ ...plain, isList: true });
        numbers.push(tagName === "ol" ? integer(element, "start", 1) : undefined);
      } else if (tagName === "li") outline.open(itemKind(element, numbers));
      else if (tagName === "blockquote") outline.open({ first: "> ", rest: "> " });
      else if (tagName === "dl") {
        outline.open({ ...plain, isList: true });
        terms.push({ isOpen: false, isExplained: false });
      } else if (tagName === "dt") {
        if (terms.at(-1)?.isExplained) closeTerm();
        openTerm();
      } else if (tagName === "dd") {
        openTerm();
        const term = terms.at(-1);
        if (term) term.isExplained = true;
        outline.open({ first: ": ", rest: "  ", isTight: true });
      }
      return true;
    },
    leave(element) {
      const { tagName } = element;
      if (!isBlock(element)) {
        inline.leave(element);
        return;
      }
      flush();
      if (arranging.has(element)) return;
      if (tagName === "dl") {
        closeTerm();
        terms.pop();
      }
      if (lists.has(tagName)) numbers.pop();
      if (lists.has(tagName) || /^(?:li|blockquote|dl|dd)$/.test(tagName)) outline.close();
    },
  });
  flush();
  return outline.blocks();
}

function headingLevel(element: HtmlElement): number | undefined {
  if (/^h[1-6]$/.test(element.tagName)) return Number(element.tagName.slice(1));
  if (attribute(element, "role") !== "heading") return undefined;
  return Math.min(Math.max(integer(element, "aria-level", 2), 1), 6);
}

function itemKind(element: HtmlElement, numbers: (number | undefined)[]): ContainerKind {
  const next = numbers.at(-1);
  if (next === undefined) return { first: "- ", rest: "  ", isTight: true };
  const number = integer(element, "value", next);
  numbers[numbers.length - 1] = number + 1;
  const first = `${number}. `;
  return { first, rest: " ".repeat(first.length), isTight: true };
}

function integer(element: HtmlElement, name: string, absent: number): number {
  const number = Number.parseInt(attribute(element, name) ?? "", 10);
  return Number.isSafeInteger(number) ? number : absent;
}

/** What a heading of the document stands in; one in a caption or a header cell is text of its table. */
function holdersOfHeadings(root: HtmlParent): ReadonlySet<HtmlParent> {
  const holders = new Set<HtmlParent>();
  visit(root, {
    text() {},
    enter(element) {
      if (headingLevel(element) === undefined) return element.tagName !== "caption" && element.tagName !== "th";
      for (let holder = element.parentNode; holder && !holders.has(holder); ) {
        holders.add(holder);
        holder = "parentNode" in holder ? holder.parentNode : null;
      }
      return false;
    },
    leave() {},
  });
  return holders;
}

/** Code between fences that are longer than any in it. */
function codeLines(element: HtmlElement): FramedLines | undefined {
  let text = "";
  let language = languageOf(element);
  visit(element, {
    text(characters) {
      text += characters;
    },
    enter(inner) {
      if (inner.tagName === "br") text += "\n";
      if (inner.tagName === "code") language ??= languageOf(inner);
      return true;
    },
    leave() {},
  });
  const code = text
    .replaceAll("\u00a0", " ")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
  if (code === "") return undefined;
  // As arguments of one call, as many runs as a long listing may hold would not fit on the stack.
  let longest = 2;
  for (const [run] of code.matchAll(/`{3,}/g)) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  const opening = [fence + (language ?? "")];
  return { kind: "code", opening, rows: code.split("\n"), closing: [fence], repeated: opening };
}

function languageOf(element: HtmlElement): string | undefined {
  return /(?:^|\s)lang(?:uage)?-([\w+#.-]+)/.exec(attribute(element, "class") ?? "")?.[1];
}
