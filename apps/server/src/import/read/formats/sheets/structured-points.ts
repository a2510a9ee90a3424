import type { WireMembers } from "../../../../storage/records.js";
import type { ReadyPoint } from "../document-reader.js";
import { isBlank } from "./sheet.js";

/**
 * The rows of a table as points of type `structured`, with a field for each column. They are made one by one, since a
 * point repeats the names of all columns: it may be thousands of times as long as its row.
 *
 * @param header the names of the columns
 * @param members what each point has besides
 */
export function* structuredPoints(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  members: WireMembers = {},
): Generator<ReadyPoint> {
  const hasValue: boolean[] = [];
  for (const cells of rows) {
    cells.forEach((cell, index) => {
      if (!isBlank(cell)) hasValue[index] = true;
    });
  }
  const columns = columnsOf(header, hasValue);
  for (const cells of rows) {
    const fields = columns.map(({ name, index }) => ({ field_name: name, field_value: cells[index] ?? "" }));
    yield {
      content: fields.map(({ field_name, field_value }) => `${field_name}:${field_value}`).join("\n"),
      members: { chunk_type: "structured", table_chunk_fields: fields, ...members },
    };
  }
}

/** A column that is kept: where its values stand, and its name, which no other column has. */
interface Column {
  readonly index: number;
  readonly name: string;
}

/**
 * The columns that have a name or a value. One without a name is called `column 3`, by its place; of those with one
 * name, the second is called `name (2)`.
 */
function columnsOf(header: readonly string[], hasValue: readonly boolean[]): Column[] {
  // A line end or a run of blanks within a name is how a spreadsheet breaks it.
  const given = header.map((name) => name.replaceAll(/\s+/g, " ").trim());
  // Names that stand in the header are taken beforehand, so that no other column gets one of them.
  const taken = new Set(given);
  const used = new Set<string>();
  const lastNumber = new Map<string, number>();
  const nameOf = (name: string, isTaken: boolean) => {
    if (!isTaken) return name;
    let number = lastNumber.get(name) ?? 1;
    do number++;
    while (taken.has(`${name} (${number})`));
    lastNumber.set(name, number);
    return `${name} (${number})`;
  };
  const columns: Column[] = [];
  for (let index = 0; index < Math.max(given.length, hasValue.length); index++) {
    const own = given[index] ?? "";
    if (own === "" && !hasValue[index]) continue;
    const place = `column ${index + 1}`;
    const name = own === "" ? nameOf(place, taken.has(place)) : nameOf(own, used.has(own));
    used.add(name);
    columns.push({ index, name });
  }
  return columns;
}
