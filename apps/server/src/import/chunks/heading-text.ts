import type { HeadingBlock, TextBlock } from "../readers/document-reader.js";
import { countCharacters } from "./count-characters.js";

/** What a heading is to the text below it: its title, none when that is longer than a chunk may be. */
export function chunkTitle({ title }: HeadingBlock, maximumLength: number): string {
  return countCharacters(title) > maximumLength ? "" : title;
}

/** Whether a heading says something that is lost when only its title is kept, such as the address of a link. */
export function saysMore({ title, source }: HeadingBlock, maximumLength: number): boolean {
  return letters(source) !== letters(title) || countCharacters(title) > maximumLength;
}

/** A heading as text. */
export function headingText({ source }: HeadingBlock): TextBlock {
  return { kind: "lines", source };
}

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
}
