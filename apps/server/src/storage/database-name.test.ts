import { expect, test } from "vitest";
import { checkPostgresUrl, isPostgresUrl, shownDatabase } from "./database-name.js";

test.each([
  { url: "postgres://host/kb", shown: "postgres://host/kb" },
  { url: "postgresql://host:5432/kb", shown: "postgres://host:5432/kb" },
  { url: "POSTGRES://me@host/kb", shown: "postgres://host/kb" },
  { url: "postgres://me:secret@host:5432/kb", shown: "postgres://host:5432/kb" },
  { url: "postgres://me:sec%40r%2Fet@host/kb", shown: "postgres://host/kb" },
  { url: "postgres://me:secret@[::1]:5432/kb", shown: "postgres://[::1]:5432/kb" },
  { url: "postgres://host/kb?password=secret&sslmode=verify-full", shown: "postgres://host/kb" },
  { url: "postgres:///kb?host=/var/run/postgresql", shown: "postgres:///kb" },
  { url: "postgres://me:secret@/kb?host=/var/run/postgresql", shown: "postgres:///kb" },
  { url: "postgres://me:secret@%2Fvar%2Frun/kb", shown: "postgres://%2Fvar%2Frun/kb" },
])("$url is shown without whatever may hold a secret", ({ url, shown }) => {
  expect(isPostgresUrl(url)).toBe(true);
  expect(shownDatabase(url)).toBe(shown);
  checkPostgresUrl(url);
});

test.each([
  "postgres://me:sec@ret@host/kb",
  "postgres://me:12@34/secret@host/kb",
  "postgres://me:12/secret@host/kb",
  "postgres://me:12?secret@host/kb",
  "postgres://me:12#secret@host/kb",
  "postgres://me:secret@host/kb#secret",
  "postgres://me:secret/kb",
  "postgres://me:secret",
  "postgres://host:54x2/kb",
  "postgres://me:secret@host:99999/kb",
  "postgres://host/kb?password=sec@ret",
])("Of %s, in which anything may be a password, nothing is shown", (url) => {
  expect(isPostgresUrl(url)).toBe(true);
  expect(shownDatabase(url)).toBe("postgres://…");
  expect(() => checkPostgresUrl(url)).toThrow("The URL of the PostgreSQL database cannot be read. Write postgres://");
});

test.each(["kb.db", "postgres", "postgres:kb.db", "postgres:/kb.db", "folder/postgres://x", ":memory:"])(
  "%s is the path of a file",
  (path) => {
    expect(isPostgresUrl(path)).toBe(false);
    expect(shownDatabase(path)).toBe(path);
  },
);
