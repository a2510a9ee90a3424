const name = (what: string) => `viking-kb.${what}`;

/** A choice of the user that later loads keep, if it is one of those that there are. */
export function remembered<Choice extends string>(what: string, choices: readonly Choice[]): Choice | undefined {
  try {
    const stored = localStorage.getItem(name(what));
    return choices.find((choice) => choice === stored);
  } catch {
    return undefined;
  }
}

/** Keeps a choice of the user; where nothing can be stored, until the page is loaded anew. */
export function remember(what: string, choice: string): void {
  try {
    localStorage.setItem(name(what), choice);
  } catch {
    // The choice still holds for this load.
  }
}
