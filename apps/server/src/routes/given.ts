/** A text field as sent: null, absent and "" all mean "not given" for what locates a collection or a pipeline. */
export type OptionalText = string | null | undefined;

/** The text, or undefined when it is not given. */
export function given(text: OptionalText): string | undefined {
  return text === null || text === "" ? undefined : text;
}
