import { useMemo, useState } from "preact/hooks";
import { useLanguage } from "../../language/language.js";
import { LongText } from "../../parts/long-text.js";
import { Text } from "../../parts/text.js";

/** So many rows are shown at once, and so many columns. */
const step = 100;
const columnStep = 50;

interface CellTableProps {
  readonly label: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the first cell of a row names it. */
  readonly named?: boolean;
}

/** A table that scrolls by itself where it is too wide. */
export function CellTable({ label, header, rows, named = false }: CellTableProps) {
  const { words, number } = useLanguage();
  const [shown, setShown] = useState(step);
  const [shownColumns, setShownColumns] = useState(columnStep);
  const rest = rows.length - shown;
  const columns = useMemo(
    () => rows.reduce((most, { length }) => Math.max(most, length), header.length),
    [rows, header],
  );
  const restColumns = columns - shownColumns;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard. */}
      <section class="table" tabIndex={0} aria-label={label}>
        <table>
          <thead>
            <tr>
              {header.slice(0, shownColumns).map((name, column) => (
                // Columns may have one name.
                <th key={column} scope="col">
                  <Text of={name} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((cells, row) => (
              // Rows may be the same.
              <tr key={row}>
                {cells.slice(0, shownColumns).map((cell, column) =>
                  named && column === 0 ? (
                    // Cells may be the same.
                    <th key={column} scope="row">
                      <Text of={cell} />
                    </th>
                  ) : (
                    // Cells may be the same.
                    <td key={column}>
                      <LongText of={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {restColumns > 0 && (
        <button type="button" onClick={() => setShownColumns(shownColumns + columnStep)}>
          {words.showMoreColumns(number(Math.min(restColumns, columnStep)), number(columns))}
        </button>
      )}{" "}
      {rest > 0 && (
        <button type="button" onClick={() => setShown(shown + step)}>
          {words.showMoreRows(number(Math.min(rest, step)), number(rows.length))}
        </button>
      )}
    </>
  );
}
