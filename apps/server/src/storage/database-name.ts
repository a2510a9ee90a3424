/** `postgres://`, who asks, and the rest, in which an @ or # can only be of a password that was not escaped. */
const postgresUrl = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?([^@?#]*)(?:\?[^@#]*)?$/i;

/** Whether a database is named by the URL of a PostgreSQL server. Any other name is that of an SQLite file. */
export function isPostgresUrl(database: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(database);
}

/** The name of a database as it may be shown: of a URL, which may hold a password, its server and its path alone. */
export function shownDatabase(database: string): string {
  return isPostgresUrl(database) ? `postgres://${serverAndPath(database) ?? "…"}` : database;
}

/** @throws Error when a URL cannot be read for sure; the message shows nothing of it. */
export function checkPostgresUrl(url: string): void {
  if (serverAndPath(url) !== undefined) return;
  throw new Error(
    "The URL of the PostgreSQL database cannot be read. Write postgres://user:password@host:5432/name, and within user and password %40 for @, %3A for :, %2F for /, %3F for ?, %23 for # and %25 for %.",
  );
}

/**
 * Undefined where that is not sure: a port that is no number may be a password. The driver takes a user without a host,
 * as in `postgres://user@/name?host=/var/run/postgresql`; no other URL is like that.
 */
function serverAndPath(url: string): string | undefined {
  const found = postgresUrl.exec(url)?.[1];
  return URL.canParse(url.replace("@/", "@host/")) ? found : undefined;
}
