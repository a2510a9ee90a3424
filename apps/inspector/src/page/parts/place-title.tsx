import { useEffect } from "preact/hooks";
import { plainText, Text } from "./text.js";

/** The title of a page, in the window's title too. */
export function PlaceTitle({ kind, name }: { kind: string; name: string }) {
  useEffect(() => {
    document.title = `${plainText(name)} · ${kind} · viking-kb`;
  }, [kind, name]);
  return (
    <h1>
      <span class="kind">{kind}</span> <Text of={name} />
    </h1>
  );
}
