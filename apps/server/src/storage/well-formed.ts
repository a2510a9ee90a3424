/// <reference lib="es2024.string" />

/**
 * Whether a text can be stored by every engine: it is Unicode, so that every half of a surrogate pair has its other
 * half, and it does not hold U+0000. Half a pair has no UTF-8 form: SQLite would keep U+FFFD in its place, and a search
 * for it would find texts that hold U+FFFD. PostgreSQL has no text with U+0000
 * (https://www.postgresql.org/docs/current/datatype-character.html).
 */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
