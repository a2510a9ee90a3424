import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useLanguage } from "../language/language.js";
import { Icon } from "./icon.js";

interface DialogProps {
  readonly title: ComponentChildren;
  readonly kind: "sheet" | "box";
  /** Beside the button that closes it. */
  readonly actions?: ComponentChildren;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Something above the page. It takes the focus and gives it back; Esc and a click beside it close it. */
export function Dialog({ title, kind, actions, onClose, children }: DialogProps) {
  const { words } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // The dialog, and not its first button: so that its title is read, and nothing looks chosen.
    shown?.focus();
    return () => shown?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click beside the dialog has Esc as its key, which the browser handles.
    <dialog
      ref={dialog}
      tabIndex={-1}
      class={kind}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div class="inside">
        <header>
          <h2 id={titleId}>{title}</h2>
          <div class="actions">
            {actions}
            <button type="button" class="plain icon" aria-label={words.close} title={words.close} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
        </header>
        {children}
      </div>
    </dialog>
  );
}
