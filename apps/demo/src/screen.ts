import stringWidth from "string-width";

/** Shows one line below the title of its section. */
export type Show = (line: string) => void;

/** Of every line below a title. */
const margin = "   ";

/**
 * Shows lines with a margin, folded at words where they are longer than the screen is wide. A command begins with `$ `.
 *
 * @param columns the width of the screen; undefined where nothing limits it, as in a pipe
 */
export function createShow(write: (text: string) => void, columns: number | undefined): Show {
  const room = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(20, columns - margin.length);
  return (line) => {
    const parts = line.startsWith("$ ") ? foldCommand(line, room) : fold(line, room, /[^ ]+ */g, "");
    for (const part of parts) write(part === "" ? "\n" : `${margin}${part}\n`);
  };
}

/** Folds a command between its words, as a shell takes it; an option stays with what follows it. */
export function foldCommand(command: string, room: number): string[] {
  return fold(command, room, /(?:--?[\w-]+ (?!-))?(?:"[^"]*"|'[^']*'|\\.|[^ ])+ */g, " \\");
}

/** Folds a line; a word that is longer than the room, such as a link, stays whole. */
function fold(line: string, room: number, words: RegExp, end: string): string[] {
  if (stringWidth(line) <= room) return [line];
  const [indent = ""] = /^ */.exec(line) ?? [];
  const parts: string[] = [];
  let part = indent;
  for (const [word] of line.slice(indent.length).matchAll(words)) {
    if (part.trim() !== "" && stringWidth(`${part}${word.trimEnd()}${end}`) > room) {
      parts.push(`${part.trimEnd()}${end}`);
      part = `${indent}  `;
    }
    part += word;
  }
  return [...parts, part];
}
