import { useEffect } from "preact/hooks";
import { plainText, Text } from "../parts/text.js";

/** Characters of a title: a longer one would leave no room for what it names. */
export const titleLength = 160;

/** The title of a page, in the window's title too. */
export function PlaceTitle({ kind, name }: { kind: string; name: string }) {
  useEffect(() => {
    document.title = `${plainText(name)} · ${kind} · viking-kb`;
  }, [kind, name]);
  return (
    <h1>
      <span class="kind">{kind}</span> <Text of={name} length={titleLength} />
    </h1>
  );
}
