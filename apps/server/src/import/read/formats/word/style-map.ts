import { tagsOf } from "../office/scan-xml.js";

interface ParagraphStyle {
  name: string;
  basedOn: string | undefined;
  /** From 0; 9 is running text (ISO/IEC 29500-1, 17.3.1.20). */
  outlineLevel: number | undefined;
}

/** What Word, WPS and LibreOffice call the styles of headings where they write the names of a language. */
const headingName =
  /^(?:heading|标题|標題|見出し|제목|überschrift|titre|título|titolo|заголовок|kop|nagłówek)\s*([1-9])$/iu;
const titleName = /^(?:title|标题|標題|表題|제목|titel|titre|título|titolo|название|заголовок)$/iu;

/** How many styles a style may be based on, one through the other. */
const mostBases = 20;

/** Styles whose paragraphs are lines of code in Word, LibreOffice and pandoc. */
const codeName = /^(?:html preformatted|html 预设格式|preformatted text|source code)$/i;

/**
 * The styles of a document that make a paragraph a heading or a line of code, as a style map of mammoth. Styles of
 * headings are those that are named so, those that have a level in the outline, and those that are based on one of
 * them.
 */
export function styleMap(stylesXml: string): string[] {
  const styles = paragraphStyles(stylesXml);
  const levelOf = (id: string | undefined): number | undefined => {
    let next = id;
    for (let count = 0; count < mostBases && next !== undefined; count++) {
      const style = styles.get(next);
      if (style === undefined) return undefined;
      const level = ownLevel(style);
      if (level !== undefined) return level;
      next = style.basedOn;
    }
    return undefined;
  };
  return [...styles].flatMap(([id, { name }]) => {
    const level = levelOf(id) ?? 10;
    if (name === "" || /[\r\n]/.test(name)) return [];
    const paragraph = `p[style-name='${name.replaceAll(/[\\']/g, (character) => `\\${character}`)}']`;
    if (codeName.test(name)) return [`${paragraph} => pre:separator('\\n')`];
    return level > 9 ? [] : [`${paragraph} => h${Math.min(level, 6)}:fresh`];
  });
}

function ownLevel({ name, outlineLevel }: ParagraphStyle): number | undefined {
  if (titleName.test(name)) return 1;
  if (outlineLevel !== undefined) return outlineLevel + 1;
  const number = headingName.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

function paragraphStyles(xml: string): Map<string, ParagraphStyle> {
  const styles = new Map<string, ParagraphStyle>();
  let style: ParagraphStyle | undefined;
  for (const tag of tagsOf(xml)) {
    if (tag.name === "w:style") {
      style = undefined;
      const id = tag.attribute("w:styleId");
      if (tag.isEnd || id === undefined || tag.attribute("w:type") !== "paragraph") continue;
      style = { name: "", basedOn: undefined, outlineLevel: undefined };
      styles.set(id, style);
    } else if (style === undefined) continue;
    else if (tag.name === "w:name") style.name = tag.attribute("w:val") ?? "";
    else if (tag.name === "w:basedOn") style.basedOn = tag.attribute("w:val");
    else if (tag.name === "w:outlineLvl") style.outlineLevel = Number(tag.attribute("w:val"));
  }
  return styles;
}
