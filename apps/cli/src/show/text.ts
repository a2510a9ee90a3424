import { escapeUnprintable, printable } from "@viking-kb/command-line";

/** How an answer is to be shown to a reader. */
export interface View {
  /** Columns that a line should keep to; undefined where nothing limits it. */
  readonly columns: number | undefined;
  /** Whether links are shown whole. */
  readonly links: boolean;
  /** Called where a link is cut. */
  readonly onCut?: (() => void) | undefined;
}

/**
 * A link: scheme, user, place, then the mark that begins its query or fragment. All but scheme and place may carry
 * credentials. It ends as late as a link can, since what is taken for text behind it is shown.
 */
const link = /(https?:\/\/)(?:[^\s/?#"<>]*@)?([^\s?#"<>]*)(?:([?#])[^\s"<>]*)?/gi;

/**
 * A text from elsewhere as one line that a terminal only shows: nothing in it is obeyed, white space is one space, and
 * links end at their query unless they are to be shown whole.
 */
export function oneLine(text: string, { links = false, onCut }: Partial<Pick<View, "links" | "onCut">> = {}): string {
  const line = printable(text).replace(/\s+/g, " ").trim();
  if (links) return line;
  return line.replace(link, (whole, scheme: string, place: string, mark: string | undefined) => {
    const shown = scheme + place + (mark ? `${mark}…` : "");
    if (shown !== whole) onCut?.();
    return shown;
  });
}

/**
 * A value as one JSON document, indented by two spaces. What a terminal could obey is escaped (`\u202e`); JSON leaves
 * most of it raw, and a reader gets the same value either way.
 */
export function formatJson(value: unknown): string {
  const lines = JSON.stringify(value, undefined, 2).split("\n");
  return `${lines.map(escapeUnprintable).join("\n")}\n`;
}
