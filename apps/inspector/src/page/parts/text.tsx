import type { JSX } from "preact";
import { useLanguage } from "../language/language.js";

/**
 * What a browser obeys or does not show: controls, bidi controls, characters of no width. The joiners are left where
 * they join, as in emoji and in Persian: between characters that are not of Latin-1.
 */
const hidden =
  /((?![\t\n\r\u200c\u200d])[\p{Control}\p{Format}\p{Surrogate}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|(?<![\u0100-\u{10ffff}])[\u200c\u200d]|[\u200c\u200d](?![\u0100-\u{10ffff}]))\1*/gu;

/** Names and sentences are shorter; a browser needs seconds for a megabyte. */
const longest = 1_000;

interface TextProps {
  readonly of: string;
  readonly dir?: "auto" | "ltr";
  /** The most characters that are shown of it. */
  readonly length?: number;
}

/**
 * The beginning of a text from elsewhere. Nothing in it is more than text: it does not change the direction of what
 * stands around it, and characters that show nothing are shown by their number.
 */
export function Text({ of: text, dir = "auto", length = longest }: TextProps) {
  return (
    <bdi dir={dir}>
      {pieces(cutText(text, length))}
      {text.length > length && "…"}
    </bdi>
  );
}

function pieces(text: string): (string | JSX.Element)[] {
  // A name of nothing but spaces is to be seen, too.
  if (text !== "" && text.trim() === "") return [<Hidden key={0} character={text.charAt(0)} times={text.length} />];
  const shown: (string | JSX.Element)[] = [];
  let end = 0;
  for (const { 0: run, 1: character = "", index } of text.matchAll(hidden)) {
    if (index > end) shown.push(text.slice(end, index));
    shown.push(<Hidden key={index} character={character} times={run.length / character.length} />);
    end = index + run.length;
  }
  if (end < text.length) shown.push(text.slice(end));
  return shown;
}

function Hidden({ character, times }: { character: string; times: number }) {
  const { words } = useLanguage();
  const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return (
    <span class="hidden-character" title={words.hiddenCharacter(name)}>
      {times > 1 ? `${name}×${times}` : name}
    </span>
  );
}

/** The beginning of a text, without half a character at its end. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}

/** A text for places that show no elements, such as the title of the window. */
export function plainText(text: string): string {
  return cutText(text.slice(0, 400).replace(hidden, "").replace(/\s+/g, " ").trim(), 120);
}
