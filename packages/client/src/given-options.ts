/**
 * Refuses an option that does not exist, which would be ignored in silence. Options left undefined do not count.
 *
 * @param what what the names are names of
 * @throws TypeError that names the one that was probably meant.
 */
export function refuseUnknown(given: object, known: readonly string[], what = "option"): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || known.includes(name)) continue;
    const letters = name.toLowerCase();
    const meant = known.find(
      (option) => letters.includes(option.toLowerCase()) || option.toLowerCase().includes(letters),
    );
    const advice = meant ?? (/^base|url|host/.test(letters) && known.includes("endpoint") ? "endpoint" : undefined);
    throw new TypeError(
      `There is no ${what} \`${name}\`${advice ? `: did you mean \`${advice}\`?` : `; there are ${known.join(", ")}.`}`,
    );
  }
}

/** @throws TypeError when an option that must be a function is something else. */
export function requireFunctions(given: object, names: readonly string[]): void {
  for (const name of names) {
    const value = (given as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined && typeof value !== "function")
      throw new TypeError(`The option \`${name}\` must be a function.`);
  }
}
