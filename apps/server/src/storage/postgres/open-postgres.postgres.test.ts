import { expect, test } from "vitest";
import { freePort, runOn, secretPassword } from "../../../testing/postgres-server.js";
import { newDatabase, openTemporaryStorage, temporaryDatabase } from "../../../testing/temporary-database.js";
import { openStorage } from "../open-storage.js";

/** A URL like another one, but for some of its parts. */
const urlWith = (url: string, parts: Partial<Pick<URL, "host" | "username" | "password" | "pathname">>) =>
  Object.assign(new URL(url), parts).href;

/** A user of the server who may do nothing but connect, and asks with a password. */
async function guestOf(url: string, limits = ""): Promise<string> {
  const username = `guest_${process.hrtime.bigint()}`;
  await runOn(url, `create role ${username} login password '${secretPassword}' ${limits}`);
  return urlWith(url, { username });
}

/** As if a schema were that of another version: what it holds is found before what PostgreSQL has by itself. */
async function pretend(url: string, statement: string): Promise<string> {
  const pretended = new URL(url);
  await runOn(url, statement);
  pretended.searchParams.set("options", `${pretended.searchParams.get("options")},pg_catalog`);
  return pretended.href;
}

interface RefusedRow {
  readonly title: string;
  /** Makes of a new database what is refused. */
  readonly prepare: (url: string) => Promise<string>;
  /** What the sentence says behind the name of the database. */
  readonly sentence: string;
}
const rows: readonly RefusedRow[] = [
  {
    title: "a server that is not there",
    prepare: async (url) => urlWith(url, { host: `127.0.0.1:${await freePort()}` }),
    sentence: "cannot be reached (ECONNREFUSED). Start its server, or correct host, port and sslmode in its URL.",
  },
  {
    title: "a host that is not there",
    prepare: async (url) => urlWith(url, { host: "nowhere.invalid" }),
    sentence: "cannot be reached (ENOTFOUND). Start its server, or correct host, port and sslmode in its URL.",
  },
  {
    title: "a server that speaks no TLS where it must",
    prepare: async (url) => `${url}&sslmode=verify-full`,
    sentence:
      "cannot be reached (The server does not support SSL connections). Start its server, or correct host, port and sslmode in its URL.",
  },
  {
    title: "a wrong password",
    prepare: async (url) => urlWith(await guestOf(url), { password: "never-shown-wrong" }),
    sentence: "refuses the user or the password. Correct them in its URL, or in PGUSER and PGPASSWORD.",
  },
  {
    title: "no password",
    prepare: async (url) => urlWith(await guestOf(url), { password: "" }),
    sentence: "wants a password and was given none. Give it in its URL or in PGPASSWORD.",
  },
  {
    title: "a user who is not known",
    prepare: async (url) => urlWith(url, { username: "never-shown-user" }),
    sentence: "refuses the user or the password. Correct them in its URL, or in PGUSER and PGPASSWORD.",
  },
  {
    title: "a database that is not there",
    prepare: async (url) => urlWith(url, { pathname: "/nothing" }),
    sentence: "is not there. Make it (createdb --encoding UTF8 --template template0), or correct its name.",
  },
  {
    title: "another encoding",
    prepare: () => newDatabase("encoding 'LATIN1' locale 'C'"),
    sentence: "is encoded in LATIN1. Make one in UTF-8: createdb --encoding UTF8 --template template0.",
  },
  {
    title: "a version that is too old",
    prepare: (url) =>
      pretend(url, "create function current_setting(text) returns text language sql as $$ select '120022' $$"),
    sentence: "is one of PostgreSQL 12. Take 13 or later.",
  },
  {
    title: "no schema",
    prepare: async (url) => url.replace(/search_path%3D\w+/, "search_path%3Dnothing"),
    sentence: "has no schema that this user may use. Let its owner make one, or name another database.",
  },
  {
    title: "a database of another program",
    prepare: async (url) => {
      await runOn(url, "create table bookmark (url text)");
      return url;
    },
    sentence: "is that of another program. Name an empty one.",
  },
  {
    title: "a database of a later version",
    prepare: async (url) => {
      await (await openStorage(url)).close();
      await runOn(url, "insert into migration values ('9999-later')");
      return url;
    },
    sentence: "was written by a later version of this program. Use that version, or name another database.",
  },
  {
    title: "a user who may make no tables",
    prepare: async (url) => {
      await runOn(url, "do $$ begin execute format('grant usage on schema %I to public', current_schema()); end $$");
      return await guestOf(url);
    },
    sentence:
      "does not let this user make tables. Let its owner allow it: grant usage, create on schema SCHEMA to the user.",
  },
  {
    title: "a user who may not read the tables",
    prepare: async (url) => {
      await (await openStorage(url)).close();
      await runOn(url, "do $$ begin execute format('grant usage on schema %I to public', current_schema()); end $$");
      return await guestOf(url);
    },
    sentence: "does not give this user the rights that are needed. Let its owner grant them, or name another user.",
  },
  {
    title: "a database that may only be read",
    prepare: async (url) => {
      const shown = new URL(url);
      shown.searchParams.set("options", `${shown.searchParams.get("options")} -c default_transaction_read_only=on`);
      return shown.href;
    },
    sentence: "may only be read: it is a standby, or is set so. Name the one that is written to.",
  },
  {
    title: "a server with no connection left",
    prepare: (url) => guestOf(url, "connection limit 0"),
    sentence: "has no connection left (max_connections). Allow more there, or end what holds them.",
  },
];
test.each(rows)("$title is refused in a sentence that shows no user and no password", async ({ prepare, sentence }) => {
  const url = await prepare(await temporaryDatabase());
  const error = await openStorage(url).then(
    () => undefined,
    (reason: Error) => reason,
  );
  const { host, pathname } = new URL(url);
  const schema = /search_path=(\w+)/.exec(new URL(url).searchParams.get("options") ?? "")?.[1] ?? "";
  expect(error?.message).toBe(`The database postgres://${host}${pathname} ${sentence.replace("SCHEMA", schema)}`);
  expect(`${error?.stack} ${JSON.stringify(error)}`).not.toMatch(/never-shown|guest_/);
});

test("A user who may only read can be served from, and is told so when it changes something", async () => {
  const url = await temporaryDatabase();
  const owner = await openTemporaryStorage(url);
  await owner.change((changes) => changes.ensureProject("default"));
  const guest = await guestOf(url);
  await runOn(
    url,
    `do $$ begin execute format('grant usage on schema %1$I to public; grant select on all tables in schema %1$I to public', current_schema()); end $$`,
  );
  const storage = await openTemporaryStorage(guest);
  expect(await storage.read((reads) => reads.listProjects())).toHaveLength(1);
  await expect(storage.change((changes) => changes.ensureProject("other"))).rejects.toThrow(
    "does not give this user the rights that are needed.",
  );
});

test("A database whose tables are taken away is not used any more, and the reason is told", async () => {
  const url = await temporaryDatabase();
  const storage = await openTemporaryStorage(url);
  await runOn(
    url,
    "do $$ begin execute format('drop schema %1$I cascade; create schema %1$I', current_schema()); end $$",
  );
  await expect(storage.read((reads) => reads.listProjects())).rejects.toThrow(
    "has lost its tables since it was opened. Start again what uses it.",
  );
});
