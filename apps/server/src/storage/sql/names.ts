/**
 * How a query compiler writes the names of tables and columns: what is in camel case here is in snake case in the
 * database. Each is written once and kept, since every query holds some.
 *
 * @param quote writes a name in the words of the engine
 */
export function snakeCaseWriter(quote: (name: string) => string): (name: string) => string {
  const kept = new Map<string, string>();
  return (name) => {
    const known = kept.get(name);
    if (known !== undefined) return known;
    const written = quote(name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    kept.set(name, written);
    return written;
  };
}

/** A table or column as it is called here, by its name in the database. */
export function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A row, whose values come in the order of their columns. */
export function toRow(columns: readonly string[], values: Readonly<Record<number, unknown>>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index++) row[columns[index] ?? ""] = values[index];
  return row;
}
