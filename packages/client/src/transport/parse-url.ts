/**
 * An absolute address, or one that is read from a base; undefined when it is none. React Native's URL has no
 * `canParse`.
 */
export function parseUrl(text: string | URL, base?: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
