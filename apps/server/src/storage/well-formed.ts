/// <reference lib="es2024.string" />

/**
 * Whether a text is Unicode: every half of a surrogate pair has its other half. What is not has no UTF-8 form and so
 * cannot be stored: SQLite would keep U+FFFD in its place, and a search for it would find what it does not name.
 */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
