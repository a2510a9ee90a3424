import { styleText } from "node:util";

/** Emphasises a text; where colours are not wanted, it stays as it is. */
export type Paint = (style: "bold" | "red" | "green", text: string) => string;

/** Leaves texts as they are. */
export const plain: Paint = (_style, text) => text;

/**
 * How texts for a stream are emphasised: on a terminal alone. `NO_COLOR` and `TERM=dumb` turn that off;
 * `FORCE_COLOR`, which counts before them, turns it on, or off where it is 0 or false (no-color.org, force-color.org).
 */
export function paintFor(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): Paint {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
  const isWanted = force ? !["0", "false"].includes(force) : isTerminal && !no && terminal !== "dumb";
  return isWanted ? (style, text) => styleText(style, text, { validateStream: false }) : plain;
}
