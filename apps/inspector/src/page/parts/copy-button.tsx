import { useState } from "preact/hooks";
import { useLanguage } from "../language/language.js";
import { Icon } from "./icon.js";

interface CopyButtonProps {
  /** Called when it is needed: the text may be long. */
  readonly text: () => string;
  readonly label?: string;
  /** Shows the picture alone. */
  readonly small?: boolean;
}

/** Copies a text, and says whether that worked. */
export function CopyButton({ text, label, small = false }: CopyButtonProps) {
  const { words } = useLanguage();
  const [result, setResult] = useState<"copied" | "copyFailed">();
  const name = label ?? words.copy;
  const copy = () => {
    navigator.clipboard
      .writeText(text())
      .then(() => "copied" as const)
      .catch(() => "copyFailed" as const)
      .then((copied) => {
        setResult(copied);
        setTimeout(() => setResult(undefined), 2_000);
      });
  };
  const said = result === undefined ? name : words[result];
  return (
    <button type="button" class={small ? "plain icon" : undefined} title={said} onClick={copy}>
      <Icon name={result === "copied" ? "done" : "copy"} />
      <span class={small ? "unseen" : undefined} aria-live="polite">
        {said}
      </span>
    </button>
  );
}
