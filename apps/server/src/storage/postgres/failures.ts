import { heldUp } from "../sql/transactions.js";

/**
 * What an error of PostgreSQL means for its user, by SQLSTATE
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const advice: Readonly<Record<string, string>> = {
  "25006": "may only be read: it is a standby, or is set so. Name the one that is written to.",
  "28000": "does not let this user in. Correct the user in its URL, or allow it on the server (pg_hba.conf).",
  "28P01": "refuses the user or the password. Correct them in its URL, or in PGUSER and PGPASSWORD.",
  "3D000": "is not there. Make it (createdb --encoding UTF8 --template template0), or correct its name.",
  "3F000": "has no schema that this user may use. Let its owner make one, or name another database.",
  "42501": "does not give this user the rights that are needed. Let its owner grant them, or name another user.",
  "42P01": "has lost its tables since it was opened. Start again what uses it.",
  "53100": "cannot grow: its disk is full. Make room there, and do it again.",
  "53300": "has no connection left (max_connections). Allow more there, or end what holds them.",
  "57P01": "has ended the connection: its server is being stopped. Try again.",
  "57P02": "has ended the connection: its server has failed. Try again.",
  "57P03": "is starting or stopping. Try again.",
  XX001: "is damaged. Restore a copy of it.",
  XX002: "is damaged in an index. Let its owner rebuild it (reindex database).",
};

/** What `pg` itself says in messages without a code. */
const wordsOfDriver: readonly (readonly [message: RegExp, sentence: string])[] = [
  [/^timeout exceeded when trying to connect/, "is asked for too much: no connection has become free. Try again."],
  [/timeout/, "cannot be reached (it does not answer). Start its server, or correct its URL."],
  [/client password must be/, "wants a password and was given none. Give it in its URL or in PGPASSWORD."],
  [/terminated|not queryable/, "has ended the connection. Try again."],
];

/** An error of PostgreSQL, of its driver or of the connection. */
class PostgresError extends Error {
  override readonly name = "PostgresError";
  /** The SQLSTATE, or the system's code, such as `ECONNREFUSED`. */
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

/**
 * An error of PostgreSQL or of the connection to it, as a sentence that says what to do where there is advice. Nothing
 * else of the error is kept: its details quote rows, and with them secrets.
 *
 * @param shown the database as it may be shown
 */
export function postgresFailure(shown: string, error: unknown): Error {
  const { code, message, severity } = error as { code?: string; message: string; severity?: string };
  if (code === "55P03") return new PostgresError(heldUp, code);
  const known = code === undefined ? wordsOfDriver.find(([words]) => words.test(message))?.[1] : advice[code];
  if (known !== undefined) return new PostgresError(`The database ${shown} ${known}`, code);
  if (severity !== undefined) return new PostgresError(`The database ${shown} reports: ${message} (${code}).`, code);
  const reason = code ?? message;
  return new PostgresError(
    `The database ${shown} cannot be reached (${reason}). Start its server, or correct host, port and sslmode in its URL.`,
    code,
  );
}
