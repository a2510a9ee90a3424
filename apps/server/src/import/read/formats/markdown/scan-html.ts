import { type Token, Tokenizer, TokenizerMode } from "parse5";
import { isVisible } from "../../../blocks.js";

/** A tag or a run of characters, and where it stands. */
export interface HtmlPiece {
  /** Lower-case; absent for characters. */
  readonly tag?: string;
  readonly isEnd?: boolean;
  /** Characters with their references resolved; for an image, what stands for it. */
  readonly text: string;
  readonly rowspan?: number;
  readonly start: number;
  readonly end: number;
}

/** What is no markup where it stands in such an element, and shows nothing. */
const hiddenContent = new Map([
  ["script", TokenizerMode.SCRIPT_DATA],
  ["style", TokenizerMode.RAWTEXT],
]);

/**
 * The tags and characters of HTML, without comments, scripts and styles that are closed, in time that grows with its
 * length only: no tree is built, so that neither depth nor unclosed tags matter.
 */
export function scanHtml(source: string): readonly HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let isHidden = false;
  let hiddenFrom = source.length;
  const addTag = ({ tagName, attrs, location }: Token.TagToken, isEnd: boolean) => {
    const { startOffset: start = 0, endOffset: end = 0 } = location ?? {};
    covered = end;
    hiddenFrom = source.length;
    const attribute = (name: string) => attrs.find((one) => one.name === name)?.value ?? "";
    const text = tagName === "img" ? attribute("alt") : "";
    pieces.push({ tag: tagName, isEnd, text, rowspan: Number.parseInt(attribute("rowspan"), 10) || 1, start, end });
  };
  let covered = 0;
  // What a browser would take for something that never ends is text that somebody wrote.
  const addRaw = (start: number, end: number) => pieces.push({ text: source.slice(start, end), start, end });
  const addText = ({ chars, location }: Token.CharacterToken) => {
    const { startOffset: start = 0, endOffset: end = 0 } = location ?? {};
    covered = end;
    if (isHidden) hiddenFrom = Math.min(hiddenFrom, start);
    else pieces.push({ text: chars, start, end });
  };
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        addTag(token, false);
        const mode = hiddenContent.get(token.tagName);
        isHidden = mode !== undefined;
        if (mode !== undefined) tokenizer.state = mode;
      },
      onEndTag(token) {
        isHidden = false;
        addTag(token, true);
      },
      onCharacter: addText,
      onWhitespaceCharacter: addText,
      onNullCharacter: addText,
      onComment({ location }) {
        const { startOffset: start = 0, endOffset = 0 } = location ?? {};
        const end = Math.min(endOffset, source.length);
        covered = end;
        const isWhole = source.startsWith("<!--", start) && source.endsWith("-->", end);
        if (!isWhole) addRaw(start, end);
      },
      onDoctype() {},
      onEof() {
        if (Math.min(covered, hiddenFrom) < source.length) addRaw(Math.min(covered, hiddenFrom), source.length);
      },
    },
  );
  tokenizer.write(source, true);
  return pieces;
}

/** Spans of code in a paragraph, where a tag is none, become spaces of the same length. */
export function blankCode(source: string): string {
  const runs = [...source.matchAll(/`+/g)];
  // For each run, the next one of its length.
  const next = new Map<number, number>();
  const following = runs.map(() => -1);
  for (let index = runs.length - 1; index >= 0; index--) {
    const { length } = runs[index]?.[0] ?? "";
    following[index] = next.get(length) ?? -1;
    next.set(length, index);
  }
  let blanked = "";
  let end = 0;
  for (let index = 0; index < runs.length; index++) {
    const closing = runs[following[index] ?? -1];
    const opening = runs[index];
    if (!opening || !closing || source.charAt(opening.index - 1) === "\\") continue;
    const closingEnd = closing.index + closing[0].length;
    blanked += source.slice(end, opening.index) + " ".repeat(closingEnd - opening.index);
    end = closingEnd;
    index = following[index] ?? index;
  }
  return blanked + source.slice(end);
}

/** Elements that show nothing but what they hold. */
const plainElements = new Set(
  "a article aside b blockquote br center code dd details div dl dt em figure font footer h1 h2 h3 h4 h5 h6 header hr i kbd li main nav ol p picture pre s script section small span strong style sub summary sup table tbody td tfoot th thead tr u ul".split(
    " ",
  ),
);

/** Whether HTML shows anything: characters, an image, or an element whose look is not known. */
export function showsHtml(pieces: readonly HtmlPiece[]): boolean {
  return pieces.some(({ tag, text }) => (tag === undefined ? isVisible(text) : !plainElements.has(tag)));
}
