import type { Terminal } from "../terminal.js";
import { fit, widthOf } from "./columns.js";
import type { View } from "./text.js";

/** How far something has come. */
export interface Step {
  readonly text: string;
  /** From 0 to 1; undefined where it is not known. */
  readonly share?: number | undefined;
}

const widestBar = 40;
const narrowestBar = 10;
/** Back to the beginning of the line, and clear the rest of it (ECMA-48, EL). */
const clearLine = "\r\u001b[K";

/**
 * Shows how far some work has come, on standard error, while it goes on. The last step stays on the screen where the
 * work succeeds.
 *
 * On a terminal one line with a bar, drawn anew at each change; elsewhere a line for each change of the step, and of a
 * tenth of the share. The cursor stays visible, so that it need not be brought back whatever ends the command. The bar
 * is of ASCII, since block characters take two columns in many a Chinese terminal.
 *
 * @param view with `json`, nothing is shown
 * @param work is given what shows a step
 */
export async function withProgress<Value>(
  terminal: Terminal,
  { json }: Pick<View, "json">,
  work: (show: (step: Step) => void) => Promise<Value>,
): Promise<Value> {
  let shown = "";
  const show = (step: Step) => {
    const columns = terminal.errorColumns();
    const line = columns === undefined ? plainLine(step) : barLine(step, columns, terminal);
    if (json || line === shown) return;
    shown = line;
    terminal.writeError(columns === undefined ? `${line}\n` : clearLine + line);
  };
  let end = clearLine;
  try {
    const value = await work(show);
    end = "\n";
    return value;
  } finally {
    if (shown !== "" && terminal.errorColumns() !== undefined) terminal.writeError(end);
  }
}

function plainLine({ text, share }: Step): string {
  return share === undefined ? text : `${text}  ${Math.floor(share * 10) * 10} %`;
}

/** The last column stays free: some terminals go to the next line as soon as it is filled. */
function barLine({ text, share }: Step, columns: number, { errorPaint }: Terminal): string {
  const room = columns - 1;
  if (share === undefined) return fit(text, room);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  const width = Math.min(widestBar, room - widthOf(text, room) - percent.length - "  []  ".length);
  if (width < narrowestBar) return fit(`${percent.trim()}  ${text}`, room);
  const done = Math.floor(share * width);
  return `${text}  [${errorPaint("green", "#".repeat(done))}${"-".repeat(width - done)}]  ${percent}`;
}
