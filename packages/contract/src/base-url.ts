import { CannotRunError } from "./cannot-run-error.js";

/**
 * Reads a base URL: http or https, with a path prefix or without.
 *
 * @throws CannotRunError that says what is wrong with it. The URL itself is not shown where it may hold a password.
 */
export function parseBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username || url?.password) {
    throw new CannotRunError("The base URL holds a user name or a password: leave them out.");
  }
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new CannotRunError(`"${text}" is not a base URL: give one like http://127.0.0.1:4010.`);
  }
  if (url.search || url.hash) {
    throw new CannotRunError("The base URL has a query or a fragment: leave out everything from ? or # on.");
  }
  return url;
}

/** The base URL without a slash at its end, so that a path can follow. */
export function withoutSlash(url: URL): string {
  return url.href.replace(/\/+$/, "");
}
