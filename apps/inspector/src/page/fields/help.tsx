import { useId, useState } from "preact/hooks";
import { useLanguage } from "../language/language.js";
import { ContractText } from "./contract-text.js";
import type { FieldName } from "./descriptions.js";

/** A question mark that opens what the contract says of a field. The texts are loaded with the first question. */
export function Help(name: FieldName) {
  const { field } = name;
  const { language, words } = useLanguage();
  const id = useId();
  const [isGone, setGone] = useState(false);
  const [described, setDescribed] = useState<Readonly<Record<typeof language, string>>>();
  const show = (button: HTMLElement) => {
    const popover = document.getElementById(id);
    if (popover) placeBelow(popover, button);
    setGone(false);
    import("./descriptions.js")
      .then(({ descriptionOf }) => setDescribed(descriptionOf(name)))
      .catch(() => setGone(true));
  };
  return (
    <>
      <button
        type="button"
        class="help"
        popovertarget={id}
        aria-label={words.whatIs(field)}
        onClick={(event) => show(event.currentTarget)}
      >
        ?
      </button>
      <div id={id} popover="auto" class="help-text">
        <code>{field}</code>
        <p aria-live="polite">{described ? <ContractText of={described[language]} /> : isGone && words.relayGone}</p>
      </div>
    </>
  );
}

/** Puts a popover below its button, within the window. */
function placeBelow(popover: HTMLElement, button: HTMLElement): void {
  const { left, bottom } = button.getBoundingClientRect();
  const width = Math.min(360, innerWidth - 24);
  popover.style.width = `${width}px`;
  popover.style.left = `${Math.max(12, Math.min(left - 16, innerWidth - width - 12))}px`;
  popover.style.top = `${Math.min(bottom + 8, innerHeight - 120)}px`;
}
