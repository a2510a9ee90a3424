import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Credentials } from "@viking-kb/auth";
import { expect, onTestFinished, test, vi } from "vitest";
import { type CommandFolder, commandFolder } from "../../testing/command-folder.js";
import { writeFiles } from "../../testing/document-folder.js";
import { postgresOfTests, secretPassword, startPostgres } from "../../testing/postgres-server.js";
import { startCommand } from "../../testing/run-command.js";
import { type Answer, call } from "../../testing/signed-request.js";
import { newDatabase } from "../../testing/temporary-database.js";

const names = ["a.csv", "b.csv", "c.csv", "d.csv"];
const pointsOfDocument = 100;
/** In milliseconds, so that many clients leave time to the servers. */
const betweenRequests = 50;
const argv = ["import", "docs", "--collection", "office"];

/** Documents all of whose points name the round that wrote them. */
function writeRound({ folder }: CommandFolder, round: number): void {
  const content = `round\n${`${round}\n`.repeat(pointsOfDocument)}`;
  writeFiles(join(folder, "docs"), Object.fromEntries(names.map((name) => [name, content])));
}

/** Asks for all points of a document. */
async function ask(url: string, key: Credentials, docId: string): Promise<Answer> {
  return await call({ url }, "listPoints", { collection_name: "office", doc_ids: [docId], limit: -1 }, { key });
}

/** The round of a document that was answered whole, as one import left it. */
function roundOf({ status, body }: Answer): number {
  expect(status).toBe(200);
  const {
    total_num: total,
    count,
    point_list: points,
  } = body.data as {
    total_num: number;
    count: number;
    point_list: readonly { content: string }[];
  };
  const contents = new Set(points.map(({ content }) => content));
  expect([total, count, points.length, contents.size]).toEqual([...Array(3).fill(pointsOfDocument), 1]);
  return Number([...contents][0]?.replace("round:", ""));
}

test("Every command works on the database of a URL, and none shows its password", { timeout: 600_000 }, async () => {
  const [here, database] = [await commandFolder(), ["--database", await newDatabase()]];
  const key = await here.keyFrom("keys", "create", "--name", "laptop", ...database);
  writeRound(here, 1);
  const told = [
    await here.run(...argv, ...database),
    await here.run(...argv, "--prune", ...database),
    await here.run("load", ...database),
    await here.run("keys", "list", ...database),
    await here.run("export", "office", ...database),
  ];
  expect(told.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0]);
  expect(told[0]?.output).toContain("6 done; it holds 404 points");
  const serving = await here.serveHere(...database);
  expect(roundOf(await ask(serving.url, key, "a.csv"))).toBe(1);
  const task = { task_id: told.at(-1)?.output.trim() };
  const link = await vi.waitFor(
    async () => {
      const { data } = (await call(serving, "getTaskInfo", task, { key })).body;
      expect(data).toMatchObject({ status: "success" });
      return String(data?.attachment_link);
    },
    { timeout: 60_000, interval: 100 },
  );
  expect((await fetch(link)).status).toBe(200);
  told.push(await here.run("keys", "revoke", key.accessKeyId, ...database));
  // The server knows at once.
  expect((await ask(serving.url, key, "a.csv")).status).toBe(401);
  serving.child.kill("SIGTERM");
  const served = await serving.result;
  expect(served.exitCode).toBe(0);
  expect(served.errors).toContain(`Export ${task.task_id} has succeeded`);
  expect(served.output).toMatch(/^Serving postgres:\/\/127\.0\.0\.1:\d+\/\w+ at http:/);
  const refused = await here.run("keys", "list", "--database", `${database[1]}_not`);
  expect(refused).toMatchObject({ exitCode: 1, output: "", errors: expect.stringContaining("is not there. Make it") });
  for (const { output, errors } of [...told, served, refused]) expect(output + errors).not.toContain(secretPassword);
});

test("Two servers serve one database: when one is killed, only its own connections notice", {
  timeout: 600_000,
}, async () => {
  const [here, database] = [await commandFolder(), ["--database", await newDatabase()]];
  const key = await here.keyFrom("keys", "create", "--name", "laptop", ...database);
  writeRound(here, 0);
  expect(await here.run(...argv, ...database)).toMatchObject({ exitCode: 0 });
  const [killed, other] = [await here.serveHere(...database), await here.serveHere(...database)];
  let isOver = false;
  const seen = { whileBoth: 0, after: 0, lost: 0 };

  /** One client of 32. It ends when its server does, or all is over. */
  const client = async (url: string, number: number): Promise<void> => {
    for (let turn = number; !isOver; turn++) {
      const answer = await ask(url, key, names[turn % names.length] ?? "").catch((error: Error) => error);
      if (answer instanceof Error) {
        expect([url, killed.child.killed]).toEqual([killed.url, true]);
        seen.lost++;
        return;
      }
      expect([0, 1]).toContain(roundOf(answer));
      seen[killed.child.killed ? "after" : "whileBoth"]++;
      await pause(betweenRequests);
    }
  };
  const clients = Array.from({ length: 32 }, (_, number) => client(number % 2 ? killed.url : other.url, number));
  writeRound(here, 1);
  const importing = startCommand([...argv, ...database], { folder: here.folder });
  await once(importing.child.stdout, "data");
  killed.child.kill("SIGKILL");
  const imported = await importing.result;
  await vi.waitFor(() => expect(seen.lost).toBe(16), { timeout: 30_000 });
  isOver = true;
  await Promise.all(clients);

  expect(imported).toMatchObject({ exitCode: 0, output: expect.stringContaining("4 done") });
  expect(seen).toMatchObject({ whileBoth: expect.toSatisfy((count) => count > 0), lost: 16 });
  const again = await here.serveHere(...database);
  for (const { url } of [other, again]) {
    for (const name of names) expect(roundOf(await ask(url, key, name))).toBe(1);
  }
});

const found = postgresOfTests();
test.skipIf(found === undefined || "url" in found)(
  "While the database is restarted answers are 500 with 1000028, and then as before",
  { timeout: 600_000 },
  async () => {
    const here = await commandFolder();
    const postgres = await startPostgres(found && "programs" in found ? found.programs : "");
    onTestFinished(() => postgres.remove());
    const database = ["--database", postgres.urlOf("postgres")];
    const key = await here.keyFrom("keys", "create", "--name", "laptop", ...database);
    writeRound(here, 1);
    expect(await here.run(...argv, ...database)).toMatchObject({ exitCode: 0 });
    const { url, child, result } = await here.serveHere(...database);
    expect(roundOf(await ask(url, key, "a.csv"))).toBe(1);

    let isOver = false;
    /** Whatever happens, each answer is the right one or says that there is none. */
    const client = async () => {
      const failures = new Set<string>();
      while (!isOver) {
        const answer = await ask(url, key, "b.csv");
        if (answer.status === 200) expect(roundOf(answer)).toBe(1);
        else failures.add(`${answer.status} ${answer.body.code}`);
        await pause(betweenRequests);
      }
      return [...failures];
    };
    const clients = Array.from({ length: 8 }, client);
    await postgres.stop();
    expect(await ask(url, key, "a.csv")).toMatchObject({ status: 500, body: { code: 1000028 } });
    expect((await fetch(`${url}/ping`)).status).toBe(200);
    await postgres.start();
    await vi.waitFor(async () => expect(roundOf(await ask(url, key, "a.csv"))).toBe(1), { timeout: 30_000 });
    isOver = true;
    expect(new Set((await Promise.all(clients)).flat())).toEqual(new Set(["500 1000028"]));
    // Each of the connections is good again, and so is that of changes.
    const answers = await Promise.all(Array.from({ length: 32 }, () => ask(url, key, "a.csv")));
    expect(answers.map(roundOf)).toEqual(Array(32).fill(1));
    child.kill("SIGTERM");
    const { exitCode, errors } = await result;
    expect(exitCode).toBe(0);
    expect(errors).toContain("cannot be reached (ECONNREFUSED). Start its server");
    expect(errors).not.toContain(secretPassword);
  },
);
