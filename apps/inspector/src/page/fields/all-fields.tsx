import { useState } from "preact/hooks";
import { useLanguage } from "../language/language.js";
import { CopyButton } from "../parts/copy-button.js";
import { LongText } from "../parts/long-text.js";

/** An answer as it came, with the fields that this page does not know. */
export function AllFields({ of: answer }: { of: object }) {
  const { words } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const json = () => JSON.stringify(answer, undefined, 2);
  return (
    <details class="all-fields" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.moreFields}</summary>
      {isOpen && (
        <div class="code">
          <CopyButton text={json} label={words.copyJson} />
          <LongText of={json()} />
        </div>
      )}
    </details>
  );
}
