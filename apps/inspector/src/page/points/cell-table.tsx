import { useState } from "preact/hooks";
import { useLanguage } from "../language/language.js";
import { LongText } from "../parts/long-text.js";
import { Text } from "../parts/text.js";

/** So many rows are shown at once. */
const step = 100;

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
  const rest = rows.length - shown;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard. */}
      <section class="table" tabIndex={0} aria-label={label}>
        <table>
          <thead>
            <tr>
              {header.map((name, column) => (
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
                {cells.map((cell, column) =>
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
      {rest > 0 && (
        <button type="button" onClick={() => setShown(shown + step)}>
          {words.showMoreRows(number(Math.min(rest, step)), number(rows.length))}
        </button>
      )}
    </>
  );
}
