import type { PDFPageProxy } from "pdfjs-dist";

/** A piece of text where it stands on a page, which is turned so that the text runs to the right. In points. */
export interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** How far the line that the letters stand on is below the origin; above it, it is negative. */
  readonly baseline: number;
  /** The font's. */
  readonly size: number;
  /** Whether the file has white space on its left, or on its right. */
  readonly spaceLeft: boolean;
  readonly spaceRight: boolean;
}

/** The text of a page by its direction; what most of it runs in comes first. */
export async function readPageText(page: PDFPageProxy): Promise<Piece[][]> {
  const { items, styles } = await page.getTextContent();
  const directions = new Map<number, Placed[]>();
  const seen = new Set<string>();
  let previous: Placed | undefined;
  let isSpace = false;
  for (const item of [...items, ...(await readAnnotations(page))]) {
    if (!("str" in item)) continue;
    const str = storable(item.str);
    if (str.trim() === "") {
      if (str !== "") {
        isSpace = true;
      }
      continue;
    }
    const quarter = quarterOf(item.transform, styles[item.fontName]?.vertical === true);
    const piece = { ...place({ ...item, str }, quarter), spaceLeft: false, spaceRight: false };
    if (isSpace && previous) {
      const [one, other] = previous.left <= piece.left ? [previous, piece] : [piece, previous];
      one.spaceRight = true;
      other.spaceLeft = true;
    }
    isSpace = false;
    previous = piece;
    // What is drawn twice, to look bold or to throw a shadow, is said once.
    const where = [piece.left, piece.baseline].map((length) => Math.round((4 * length) / piece.size));
    const key = `${quarter} ${where.join(" ")} ${piece.text}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const pieces = directions.get(quarter);
    if (pieces) pieces.push(piece);
    else directions.set(quarter, [piece]);
  }
  return [...directions.values()].sort((one, other) => other.length - one.length);
}

/**
 * Fonts of old programs call characters that show nothing U+0000; and some have half of a surrogate pair for a whole.
 */
export function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

/** What people have written on a page: into the fields of a form, or as text beside the page's own. */
async function readAnnotations(page: PDFPageProxy) {
  const annotations: readonly Annotation[] = await page.getAnnotations();
  return annotations.flatMap(
    ({ annotationType, fieldType, fieldValue, hidden, rect, contentsObj, defaultAppearanceData }) => {
      const isField = fieldType === "Tx" || fieldType === "Ch";
      const value = isField
        ? [fieldValue].flat().join(", ")
        : annotationType === freeText
          ? contentsObj?.str
          : undefined;
      if (hidden || typeof value !== "string" || rect === undefined) return [];
      const [left, bottom, right, top] = rect;
      const size = defaultAppearanceData?.fontSize || 10;
      return value.split(/[\r\n]+/).map((str, index) => {
        const transform = [size, 0, 0, size, left + 2, Math.max(bottom + 2, top - (index + 1) * 1.2 * size)];
        return {
          str,
          dir: "",
          width: Math.min(right - left, 0.5 * size * str.length),
          height: size,
          transform,
          fontName: "",
          hasEOL: true,
        };
      });
    },
  );
}

/** What pdfjs-dist calls `AnnotationType.FREETEXT`. */
const freeText = 3;

/** What is read of an annotation; pdfjs-dist does not say its type. */
interface Annotation {
  readonly annotationType?: number;
  readonly fieldType?: string;
  readonly fieldValue?: unknown;
  readonly hidden?: boolean;
  /** Left, bottom, right, top. */
  readonly rect?: readonly [number, number, number, number];
  readonly contentsObj?: { readonly str?: string };
  readonly defaultAppearanceData?: { readonly fontSize?: number };
}

type Placed = { -readonly [Name in keyof Piece]: Piece[Name] };

interface Item {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** By how many quarters of a turn, against the clock, the text is turned. Vertical writing runs downwards. */
function quarterOf([a = 1, b = 0]: readonly number[], isVertical: boolean): number {
  return (((Math.round(Math.atan2(b, a) / (Math.PI / 2)) - (isVertical ? 1 : 0)) % 4) + 4) % 4;
}

function place({ str, transform, width, height }: Item, quarter: number) {
  const [, , c = 0, d = 0, x = 0, y = 0] = transform;
  const [along, up] = [
    [x, y],
    [y, -x],
    [-x, -y],
    [-y, x],
  ][quarter] as [number, number];
  const size = Math.hypot(c, d) || height || 1;
  // The length of vertical writing is given as its height.
  const length = width > 0 ? width : height;
  return {
    text: withoutLetterSpaces(str.replaceAll(otherForms, (forms) => forms.normalize("NFKC"))),
    left: along,
    right: along + length,
    baseline: -up,
    size,
  };
}

/** Ligatures, and other forms of a letter that have a code of their own for old fonts' sake. */
const otherForms = /[\u2e80-\u2fdf\uf900-\ufdff\ufe70-\ufefc]+/g;

const spacedIdeographs = /(?<=\p{scx=Han})\s(?=\p{scx=Han})/gu;
const neighbouringIdeographs = /(?<=\p{scx=Han})\s?(?=\p{scx=Han})/gu;

/** Chinese lines that are stretched to a width have gaps between all characters, which are no spaces. */
function withoutLetterSpaces(text: string): string {
  const spaces = text.match(spacedIdeographs)?.length ?? 0;
  const places = text.match(neighbouringIdeographs)?.length ?? 0;
  return spaces > 0 && spaces >= places / 2 ? text.replaceAll(spacedIdeographs, "") : text;
}
