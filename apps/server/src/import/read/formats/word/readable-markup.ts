import { encodeXML } from "entities";
import { tagsOf, type XmlTag } from "../office/scan-xml.js";

/**
 * A document's XML with what mammoth 1.13 leaves out in a form that it reads: fields, text of another direction, ruby
 * above characters, shapes with text, and formulas, which become text in one line.
 */
export function withReadableMarkup(xml: string): string {
  const marked = xml
    .replaceAll(rubyPair, `<w:smartTag>$2</w:smartTag>${run("(")}<w:smartTag>$1</w:smartTag>${run(")")}`)
    .replaceAll(/<(\/?)w:(?:fldSimple|dir|bdo|ruby)\b/g, "<$1w:smartTag")
    .replaceAll(/<(\/?)v:(?:oval|line|polyline|curve|arc)\b/g, "<$1v:rect")
    .replaceAll(/<w:cr\b/g, "<w:br")
    .replaceAll(/<w:ptab\b/g, "<w:tab");
  return marked.includes("<m:oMath") ? withFormulas(marked) : marked;
}

/** In UTF-16 code units, how much markup may stand above a character, so that looking for its end is no long search. */
const rubyPair =
  /<w:rt>((?:(?!<\/w:rt>)[\s\S]){0,20000})<\/w:rt>\s*<w:rubyBase>((?:(?!<\/w:rubyBase>)[\s\S]){0,20000})<\/w:rubyBase>/g;

function run(text: string): string {
  return `<w:r><w:t>${encodeXML(text)}</w:t></w:r>`;
}

/** What stands for the start and the end of an element of a formula (ISO/IEC 29500-1, 22.1). */
const formulaMarks: Readonly<Record<string, readonly [string, string]>> = {
  "m:num": ["(", ")"],
  "m:den": ["/(", ")"],
  "m:sup": ["^(", ")"],
  "m:sub": ["_(", ")"],
  "m:rad": ["√(", ")"],
  "m:lim": ["_(", ")"],
  "m:mr": ["", "; "],
};

/** Tags of formulas become the text that they stand for, and their letters runs of text. */
function withFormulas(xml: string): string {
  const written: string[] = [];
  let end = 0;
  const delimiters: { opening: string; closing: string; isOpen: boolean }[] = [];
  const startOf = (tag: XmlTag): string => {
    if (tag.name === "m:d") delimiters.push({ opening: "(", closing: ")", isOpen: false });
    const last = delimiters.at(-1);
    if (tag.name === "m:begChr" && last) last.opening = tag.attribute("m:val") ?? "";
    if (tag.name === "m:endChr" && last) last.closing = tag.attribute("m:val") ?? "";
    if (tag.name === "m:chr") return run(tag.attribute("m:val") ?? "");
    if (tag.name === "m:e" && last && !last.isOpen) {
      last.isOpen = true;
      return run(last.opening);
    }
    return formulaMarks[tag.name] ? run(formulaMarks[tag.name]?.[0] ?? "") : "";
  };
  const endOf = (tag: XmlTag): string => {
    if (tag.name === "m:d") return run(delimiters.pop()?.closing ?? "");
    return formulaMarks[tag.name] ? run(formulaMarks[tag.name]?.[1] ?? "") : "";
  };
  for (const tag of tagsOf(xml)) {
    if (!tag.name.startsWith("m:")) continue;
    const start = xml.lastIndexOf("<", tag.end - 1);
    const between = xml.slice(end, start);
    written.push(between);
    end = tag.end;
    if (tag.name === "m:oMath" && !tag.isEmpty) {
      written.push(tag.isEnd ? "</w:smartTag>" : "<w:smartTag>");
    } else if (tag.name === "m:t" && !tag.isEmpty) {
      written.push(tag.isEnd ? "</w:t></w:r>" : "<w:r><w:t>");
    } else {
      written.push(tag.isEnd ? endOf(tag) : startOf(tag) + (tag.isEmpty ? endOf(tag) : ""));
    }
  }
  written.push(xml.slice(end));
  return written.join("");
}
