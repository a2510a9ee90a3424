import type { PanelCall } from "../connection/panel-call.js";
import type { PanelState } from "../connection/use-panel.js";
import { useLanguage } from "../language/language.js";
import { Icon } from "../parts/icon.js";
import { CallAs } from "./call-as.js";

interface PanelBarProps {
  readonly call: PanelCall<unknown>;
  readonly state: Pick<PanelState<unknown>, "isBusy" | "askAgain">;
}

/** What can be done with a panel: ask again, and take its call along. */
export function PanelBar({ call, state: { isBusy, askAgain } }: PanelBarProps) {
  const { words } = useLanguage();
  return (
    <div class="panel-bar">
      <button type="button" onClick={askAgain} aria-disabled={isBusy} class={isBusy ? "busy" : undefined}>
        <Icon name="again" /> {words.refresh}
      </button>
      <CallAs call={call} />
    </div>
  );
}
