import { useEffect, useState } from "preact/hooks";
import { useConnection } from "../connection/connection.js";
import type { PanelCall } from "../connection/panel-call.js";
import type { WrittenCall } from "../connection/write-call.js";
import { useLanguage } from "../language/language.js";
import { CopyButton } from "../parts/copy-button.js";
import { Dialog } from "../parts/dialog.js";
import { Icon } from "../parts/icon.js";
import { Text } from "../parts/text.js";

const forms = ["curl", "typescript", "commandLine"] as const;

/** Offers a call as curl, TypeScript and a command. */
export function CallAs({ call }: { call: PanelCall<unknown> }) {
  const { words } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="code" /> {words.thisCall}
      </button>
      {isOpen && <CallDialog call={call} onClose={() => setOpen(false)} />}
    </>
  );
}

function CallDialog({ call, onClose }: { call: PanelCall<unknown>; onClose: () => void }) {
  const { words } = useLanguage();
  const { session } = useConnection();
  const [form, setForm] = useState<(typeof forms)[number]>("curl");
  const [written, setWritten] = useState<WrittenCall>();
  const [isGone, setGone] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    import("../connection/write-call.js")
      .then(({ writeCall }) => writeCall(call, session))
      .then((result) => isCurrent && setWritten(result))
      // What writes calls is a file of its own, which an inspector that was ended does not give.
      .catch(() => isCurrent && setGone(true));
    return () => {
      isCurrent = false;
    };
  }, [call, session]);
  const text = written?.[form === "commandLine" ? "command" : form] ?? "";
  return (
    <Dialog kind="box" title={words.thisCall.replace(/…$/, "")} onClose={onClose}>
      {isGone && <p role="alert">{`${words.relayGone} ${words.relayGoneHint}`}</p>}
      <div class="tabs" role="tablist" aria-label={words.thisCall}>
        {forms.map((one) => (
          <button
            type="button"
            role="tab"
            key={one}
            id={`form-${one}`}
            aria-selected={one === form}
            aria-controls="form-text"
            tabIndex={one === form ? 0 : -1}
            onClick={() => setForm(one)}
            onKeyDown={({ key }) => {
              const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: forms.length - 1 };
              const next = forms[(forms.indexOf(one) + (steps[key] ?? 0)) % forms.length];
              if (next === undefined || next === one) return;
              setForm(next);
              document.getElementById(`form-${next}`)?.focus();
            }}
          >
            {words[one]}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard. */}
      <pre id="form-text" role="tabpanel" aria-labelledby={`form-${form}`} tabIndex={0}>
        <Text of={text} dir="ltr" length={text.length} />
      </pre>
      <p class="actions">
        <CopyButton text={() => text} />
        <span class="quiet">{words.callNote}</span>
      </p>
    </Dialog>
  );
}
