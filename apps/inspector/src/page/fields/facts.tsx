import type { ComponentChildren } from "preact";
import type { FieldName } from "./descriptions.js";
import { Help } from "./help.js";

/** Fields and their values. */
export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

type FactProps = FieldName & {
  /** The name in words; the field's own where there is none. */
  readonly label?: string;
  /** Takes the whole line. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
};

/** A field with what the contract says of it. */
export function Fact({ label, wide = false, children, ...name }: FactProps) {
  return (
    <div class={wide ? "fact wide" : "fact"}>
      <dt>
        {label ?? <code>{name.field}</code>} <Help {...name} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
