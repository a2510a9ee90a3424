/** A text that may hold what others sent, as a terminal may show it: line feeds stay, and no other control is obeyed. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{C}\n]/gu, "");
}
