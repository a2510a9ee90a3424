import type { TestProject } from "vitest/node";
import { postgresOfTests, runOn, startPostgres } from "./postgres-server.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Which engine the tests of this project are about. */
    readonly engine: "SQLite" | "PostgreSQL";
    /** A database of PostgreSQL in which others may be made. */
    readonly postgresUrl: string;
    /** The beginning of the names of those that the tests make. */
    readonly databasePrefix: string;
  }
}

/**
 * Gives the tests that are run on PostgreSQL a server, the one that the environment names or one of their own. Where
 * there is none, it says once what is left out.
 */
export default async function setUpPostgres({
  name,
  provide,
}: TestProject): Promise<(() => Promise<void>) | undefined> {
  const found = postgresOfTests();
  if (found === undefined) process.stdout.write(leftOut);
  if (found === undefined || name !== "PostgreSQL") return undefined;
  const databasePrefix = `viking_kb_test_${process.pid}_`;
  provide("databasePrefix", databasePrefix);
  if ("url" in found) {
    const { url } = found;
    provide("postgresUrl", url);
    return async () => {
      const made = await runOn(url, `select datname from pg_database where starts_with(datname, '${databasePrefix}')`);
      for (const { datname } of made) await runOn(url, `drop database ${datname} with (force)`);
    };
  }
  const server = await startPostgres(found.programs);
  provide("postgresUrl", server.urlOf("postgres"));
  return () => server.remove();
}

const leftOut =
  "not run: what is tried on PostgreSQL, which is not installed: install Debian's postgresql, or set VIKING_KB_TEST_POSTGRES to the URL of a server.\n";
