import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";

/** A PostgreSQL server of the tests. */
export interface PostgresServer {
  /** The URL of one of its databases, of a user that may do everything. Its password is one that no output may show. */
  urlOf(database: string): string;
  /** Ends it as its administrator does: what is under way is broken off. */
  stop(): Promise<void>;
  /** Starts it again, on the same port with what it held. */
  start(): Promise<void>;
  /** Ends it and deletes what it held. */
  remove(): Promise<void>;
}

export const secretPassword = "never-shown-4711";

/** Where Debian has the programs of PostgreSQL, the newest version first, and whoever has them in the PATH. */
const programFolders = [
  ...globSync("/usr/lib/postgresql/*/bin").sort(
    (one, other) => Number(other.split("/")[4]) - Number(one.split("/")[4]),
  ),
  ...(process.env.PATH ?? "").split(":"),
];

/** Where the tests find PostgreSQL: its programs, or a server that others have started. */
export type PostgresOfTests = { readonly programs: string } | { readonly url: string };

/**
 * By `VIKING_KB_TEST_POSTGRES`: the URL of a server, on which databases are made and deleted; or `required`, so that it
 * is a fault when there is none.
 *
 * @returns undefined where PostgreSQL is not installed
 */
export function postgresOfTests(): PostgresOfTests | undefined {
  const given = process.env.VIKING_KB_TEST_POSTGRES;
  if (given && given !== "required") return { url: given };
  const programs = programFolders.find((folder) =>
    ["initdb", "postgres"].every((program) => existsSync(join(folder, program))),
  );
  if (programs !== undefined) return { programs };
  if (given) throw new Error("PostgreSQL is not installed, and VIKING_KB_TEST_POSTGRES requires it.");
  return undefined;
}

/** Root may not run PostgreSQL: somebody must, who may do nothing else. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/** Starts a server of its own in a temporary folder, on a free port of this machine alone. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-postgres-"));
  if (nobody) chownSync(folder, nobody.uid, nobody.gid);
  const data = join(folder, "data");
  const initialise = ["--pgdata", data, "--username", "viking", "--auth", "trust", "--encoding", "UTF8"];
  await promisify(execFile)(join(programs, "initdb"), [...initialise, "--locale", "C", "--no-sync"], {
    ...nobody,
    cwd: folder,
  });
  // All but the one who may do everything are asked for their password.
  writeFileSync(
    join(data, "pg_hba.conf"),
    "host all viking 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n",
  );
  const port = await freePort();
  const urlOf = (database: string) => `postgres://viking:${secretPassword}@127.0.0.1:${port}/${database}`;
  // What it holds is deleted, so it need not outlive a crash of the machine.
  const unsafe = ["fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "autovacuum=off"];
  const settings = [...unsafe, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`];
  const argv = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  let running: ReturnType<typeof spawn> | undefined;

  const stop = async () => {
    if (running === undefined || running.exitCode !== null) return;
    running.kill("SIGINT");
    await once(running, "exit");
  };
  const start = async () => {
    const child = spawn(join(programs, "postgres"), argv, {
      ...nobody,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    running = child;
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk;
    });
    while (!(await answers(urlOf("postgres")))) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL has not started: ${errors}`);
      await pause(20);
    }
  };
  await start();
  return {
    urlOf,
    stop,
    start,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A port of this machine on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function answers(url: string): Promise<boolean> {
  return await runOn(url, "select 1").then(
    () => true,
    () => false,
  );
}

/** Runs statements on a database over a connection of its own, and resolves to the rows of the last. */
export async function runOn(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const pool = poolOf(url);
  try {
    return await rowsOf(pool, sql);
  } finally {
    await pool.end();
  }
}

/** A connection that keeps no process from ending. */
export function poolOf(url: string): pg.Pool {
  return new pg.Pool({ connectionString: url, max: 1, allowExitOnIdle: true }).on("error", () => {});
}

/** Runs statements over a connection, and resolves to the rows of the last. */
export async function rowsOf(pool: pg.Pool, sql: string): Promise<Record<string, unknown>[]> {
  const results = await pool.query({ text: sql, types: { getTypeParser } });
  return (Array.isArray(results) ? results.at(-1) : results).rows;
}

/** Counts are of 64 bits, which `pg` gives as text. */
const getTypeParser: pg.CustomTypesConfig["getTypeParser"] = (oid: number, ...given) =>
  oid === 20 ? Number : pg.types.getTypeParser(oid, ...given);
