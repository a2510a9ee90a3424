import { isVisible } from "../../../blocks.js";
import { attribute, type HtmlElement, type HtmlParent, visit } from "./visit.js";

/** A line break within a text that is still to be collapsed. */
const lineBreak = "\u2028";

/** Collects running text, with Markdown for what would be lost without it: addresses, struck text, exponents. */
export interface InlineText {
  add(text: string): void;
  addBreak(): void;
  /** Adds what an element shows by itself. */
  enter(element: HtmlElement): void;
  leave(element: HtmlElement): void;
  /** The text so far, whose white space is collapsed as CSS has it; from here on another one is collected. */
  take(): string;
}

/** @param keepsAddresses whether a link to another site stands with its address */
export function inlineText(keepsAddresses = true): InlineText {
  let parts: string[] = [];
  let shownCount = 0;
  /** Where open elements began that are marked when they end. */
  let marks: { readonly element: HtmlElement; readonly at: number; readonly shownBefore: number }[] = [];
  const add = (text: string) => {
    if (text === "") return;
    parts.push(text);
    if (isVisible(text)) shownCount++;
  };
  const endMark = (element: HtmlElement, at: number) => {
    const only = parts.length === at + 2 ? (parts[at + 1] ?? "") : "";
    const [before, after] = marksOf(element, only, keepsAddresses);
    if (before === undefined) {
      parts.length = at + 1;
      if (after !== "") parts.push(after);
      return;
    }
    // White space within a link stands around it.
    const [start, end] = before === "[" ? [/^\s/.test(only) ? " " : "", /\s$/.test(only) ? " " : ""] : ["", ""];
    if (start + end !== "") parts[at + 1] = only.trim();
    parts[at] = start + before;
    if (after !== "") parts.push(after + end);
  };
  return {
    add,
    addBreak: () => void parts.push(lineBreak),
    enter(element) {
      if (marked.has(element.tagName)) {
        marks.push({ element, at: parts.length, shownBefore: shownCount });
        parts.push("");
      } else add(shownBefore(element));
    },
    leave(element) {
      const mark = marks.at(-1);
      if (mark?.element === element) {
        marks.pop();
        if (shownCount > mark.shownBefore) endMark(element, mark.at);
      } else if (element.tagName === "q") add("”");
      else if (element.tagName === "rt") add(")");
      else if (controls.has(element.tagName)) add(" ");
    },
    take() {
      const text = collapse(parts.join(""));
      parts = [];
      marks = [];
      return text;
    },
  };
}

/** All that an element holds as one text; what stands in blocks of it is on lines of their own. */
export function textOf(root: HtmlParent, isBlock: (element: HtmlElement) => boolean, keepsAddresses = true): string {
  const inline = inlineText(keepsAddresses);
  visit(root, {
    text: inline.add,
    enter(element) {
      if (isBlock(element)) inline.addBreak();
      else inline.enter(element);
      return true;
    },
    leave(element) {
      if (isBlock(element)) inline.addBreak();
      else inline.leave(element);
    },
  });
  return inline.take().replaceAll(/\n+/g, "\n");
}

const controls = new Set(["button", "option", "select", "textarea"]);

function shownBefore(element: HtmlElement): string {
  switch (element.tagName) {
    case "br":
      return lineBreak;
    case "img":
      return ` ${attribute(element, "alt") ?? ""} `;
    case "input":
      if (attribute(element, "type") !== "checkbox") return "";
      return attribute(element, "checked") === undefined ? "[ ] " : "[x] ";
    case "q":
      return "“";
    case "rt":
      return "(";
    default:
      return controls.has(element.tagName) ? " " : "";
  }
}

const marked = new Set(["a", "del", "s", "strike", "sub", "sup"]);

/**
 * What stands before and behind the text of an element; `undefined` before it says that the second takes its place.
 *
 * @param only the text, where it is known as a whole
 */
function marksOf(element: HtmlElement, only: string, keepsAddresses: boolean): readonly [string | undefined, string] {
  const { tagName } = element;
  if (tagName === "sup" || tagName === "sub") {
    const raised = inOneHeight(only.trim(), tagName === "sup" ? superscripts : subscripts);
    return raised === undefined ? ["", ""] : [undefined, raised];
  }
  if (tagName !== "a") return ["~~", "~~"];
  const href = attribute(element, "href")?.trim() ?? "";
  // A mark that links to a place in the page, such as the one beside a heading.
  if (href.startsWith("#") && only !== "" && !/[\p{L}\p{N}]/u.test(only)) return [undefined, ""];
  if (!keepsAddresses || !/^https?:\/\//i.test(href) || only.trim() === href) return ["", ""];
  return [
    "[",
    `](${href
      .replaceAll(/[\s()]/g, encodeURIComponent)
      .replaceAll("(", "%28")
      .replaceAll(")", "%29")})`,
  ];
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
const subscripts = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";

/** Digits and signs as their raised or lowered characters: 10<sup>6</sup> is not 106. */
function inOneHeight(text: string, characters: string): string | undefined {
  if (!/^[0-9+\-−=()]{1,20}$/.test(text)) return undefined;
  return Array.from(text.replaceAll("−", "-"), (character) => characters["0123456789+-=()".indexOf(character)]).join(
    "",
  );
}

/**
 * White space becomes one space, and none where a line of Chinese or Japanese goes on in the next one (CSS Text,
 * segment break transformation). Spaces that do not break are plain ones, and hyphens that show only at a line's end
 * are none.
 */
export function collapse(text: string): string {
  const collapsed = text.replaceAll(/[ \t\n\f\r]+/g, (run, at: number) => {
    const joins = run.includes("\n") && at > 0 && isWide(text.charAt(at - 1)) && isWide(text.charAt(at + run.length));
    return joins ? "" : " ";
  });
  const lines = collapsed.replaceAll("\u00ad", "").replaceAll("\u00a0", " ").split(lineBreak);
  return lines
    .map((line) => line.trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function isWide(character: string): boolean {
  return /[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]/.test(character);
}
