/// <reference lib="es2024.string" />

/**
 * Whether a text is Unicode: every half of a surrogate pair has its other half. Any other text has no UTF-8 form and
 * cannot be stored: SQLite would keep U+FFFD in its place, and a search for it would find texts that hold U+FFFD.
 */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
