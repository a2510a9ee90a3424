import { useState } from "preact/hooks";
import { useLanguage } from "../language/language.js";
import { cutText, Text } from "./text.js";

const first = 6_000;
const step = 50_000;

/** A text of any length with its line breaks. A long one is shown in steps: a browser needs seconds for a megabyte. */
export function LongText({ of: text }: { of: string }) {
  const { words, number } = useLanguage();
  const [shown, setShown] = useState(first);
  const rest = text.length - shown;
  return (
    <>
      <p class="long-text">
        <Text of={cutText(text, shown)} length={shown} />
      </p>
      {rest > 0 && (
        <button type="button" onClick={() => setShown(shown + step)}>
          {words.showMore(number(Math.min(rest, step)), number(text.length))}
        </button>
      )}
    </>
  );
}
