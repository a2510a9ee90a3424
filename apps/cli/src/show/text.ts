import { escapeUnprintable, type Language, printable } from "@viking-kb/command-line";
import type { Paint } from "./paint.js";

/** How an answer is shown. */
export interface View {
  /** The width that lines should keep to, in columns; undefined when nothing limits it. */
  readonly columns: number | undefined;
  /** Whether links are shown whole. */
  readonly links: boolean;
  /** The language of what the contract says of a value. */
  readonly language: Language;
  /** Whether it is printed as JSON. */
  readonly json: boolean;
  /** Emphasises a text, where it is seen on a terminal. */
  readonly paint: Paint;
  /** Called when a link is cut. */
  readonly onCut?: (() => void) | undefined;
}

/**
 * A link: scheme, user, place, and the mark that begins its query or fragment. All but scheme and place may hold
 * credentials. The match is as long as possible, since the text after it is shown.
 */
const link = /(https?:\/\/)(?:[^\s/?#"<>]*@)?([^\s?#"<>]*)(?:([?#])[^\s"<>]*)?/gi;

/**
 * Makes one line of a text from elsewhere that a terminal only shows: no character is a command, white space is one
 * space, and links end at their query unless they are to be shown whole.
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
 * Formats a value as one JSON document, indented by two spaces. Characters that a terminal could obey are escaped
 * (`\u202e`); JSON leaves most of them as they are, and its readers get the same value either way.
 */
export function formatJson(value: unknown): string {
  const lines = JSON.stringify(value, undefined, 2).split("\n");
  return `${lines.map(escapeUnprintable).join("\n")}\n`;
}

/** Formats a value as JSON in one line; see {@link formatJson}. */
export function formatJsonLine(value: unknown): string {
  return `${escapeUnprintable(JSON.stringify(value))}\n`;
}
