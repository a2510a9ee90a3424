/** Undoes percent-encoding once; undefined where an escape is broken or the escaped bytes are not UTF-8. */
export function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
