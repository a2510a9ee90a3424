import type { ComponentChildren } from "preact";

/** What a state means for who looks at it. */
export type Tone = "good" | "bad" | "busy" | "unknown";

/** A state: a dot whose form, and not colour alone, tells the tone, and words. */
export function Mark({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`mark ${tone}`}>
      <svg class="dot" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        {tone === "bad" ? (
          <path d="M2 2l6 6M8 2L2 8" />
        ) : tone === "good" ? (
          <path d="M1.5 5.5l2.5 2.5 4.5-6" />
        ) : (
          <circle cx="5" cy="5" r="3" />
        )}
      </svg>
      {children}
    </span>
  );
}
