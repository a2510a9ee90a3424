import { useQueryClient } from "@tanstack/preact-query";
import { Component, type ComponentChildren } from "preact";
import { useLanguage } from "../language/language.js";

interface UndocumentedProps {
  /** The address: at another one, what is inside is shown again. */
  readonly at: string;
  readonly children: ComponentChildren;
}

/**
 * Around what shows answers. The client checks an answer's envelope, but not the shape of its data: where a value is
 * none that can be shown, this says so instead of what is inside.
 */
export class Undocumented extends Component<UndocumentedProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static override getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidUpdate({ at }: UndocumentedProps) {
    if (this.state.hasFailed && at !== this.props.at) this.setState({ hasFailed: false });
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return <UndocumentedNotice onAsk={() => this.setState({ hasFailed: false })} />;
  }
}

function UndocumentedNotice({ onAsk }: { onAsk: () => void }) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  return (
    <div class="failure" role="alert">
      <p class="failure-text">
        <strong>{words.undocumented}</strong> {words.undocumentedHint}
      </p>
      <p>
        <button
          type="button"
          onClick={() => {
            // All that is kept is asked for anew: which answer it was is not known here.
            queries.clear();
            onAsk();
          }}
        >
          {words.refresh}
        </button>
      </p>
    </div>
  );
}
