// Tries the vendor's own clients on the local server and the mock, and prints the results. With a text as argument, it
// runs only the clients whose names contain it. In CI a client that cannot be run here counts as failed.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alignColumns } from "@viking-kb/command-line";
import { type Case, cases, difference, type Outcome } from "./cases.ts";
import { type Client, clients, NotHere, run } from "./clients.ts";
import { startMockTarget, startServerTarget, type Target } from "./targets.ts";

const [, , text = ""] = process.argv;
const chosen = clients.filter(({ name }) => name.includes(text));
if (chosen.length === 0)
  throw new Error(`No client is called ${text}: there are ${clients.map(({ name }) => name).join("; ")}.`);

const operations = [...new Set(cases.map(({ operation }) => operation))];
const rows: string[][] = [["client", "target", ...operations]];
const faults: string[] = [];
const notRun: string[] = [];

const folder = await mkdtemp(join(tmpdir(), "viking-kb-foreign-clients-"));
const targets = [await startServerTarget(), await startMockTarget()];
try {
  for (const client of chosen) await tryClient(client);
} finally {
  for (const target of targets) await target.close();
  await rm(folder, { recursive: true, force: true });
}

for (const line of [...alignColumns(rows), ...notRun, ...faults]) process.stdout.write(`${line}\n`);
const failed = faults.length + (process.env.CI ? notRun.length : 0);
const all = rows.length > 1 ? "Each answer is as documented" : "Nothing was tried";
process.stdout.write(`${failed === 0 ? all : `${failed} failed`}.\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function tryClient(client: Client): Promise<void> {
  try {
    const command = await client.install(folder);
    for (const target of targets) {
      const outcomes: Outcome[] = JSON.parse(await run(command, JSON.stringify(inputFor(target))));
      report(client, target, outcomes);
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    (error instanceof NotHere ? notRun : faults).push(
      `${client.name}: ${error instanceof NotHere ? "not run: " : ""}${message}`,
    );
  }
}

/** What a program takes: each case with the key that it is signed with, and the name that makes the mock answer it. */
function inputFor({ url, key }: Target): object {
  const wrong = { ...key, secretAccessKey: "wrong" };
  return {
    host: new URL(url).host,
    cases: cases.map((one) => ({
      ...one,
      prefer: `example=${one.name}`,
      key: one.name === "unauthorized" ? wrong : key,
    })),
  };
}

function report(client: Client, target: Target, outcomes: readonly Outcome[]): void {
  const pairs = cases.map((one, index): [Case, Outcome] => [one, outcomes[index] ?? {}]);
  const cells = operations.map((operation) => {
    const tried = pairs.filter(([one, { absent }]) => one.operation === operation && !absent);
    const bad = tried.flatMap(([one, outcome]) => {
      const found = difference(one, outcome);
      return found === undefined ? [] : [`${client.name} on the ${target.name}, ${operation} ${one.name}: ${found}`];
    });
    faults.push(...bad);
    return tried.length === 0 ? "-" : bad.length === 0 ? `${tried.length} ok` : `${bad.length} FAILED`;
  });
  rows.push([client.name, target.name, ...cells]);
}
