import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programRows } from "../testing/program-rows.js";
import { documents, programsOf, root } from "../testing/read-snippets.js";
import { type StandIns, startStandIns } from "../testing/stand-ins.js";
import { runCommand } from "./run-command.js";

/** In dist, so that no other check takes them for sources; in this package, so that they find the others. */
const folder = join(root, "apps/demo/dist/snippets");

const programs = documents.flatMap(programsOf).map((snippet, index) => {
  const rows = programRows.filter(
    ({ document, holding }) => document === snippet.document && snippet.text.includes(holding),
  );
  const file = join(folder, `${index}-${snippet.document.replaceAll(/\W+/g, "-")}.ts`);
  return { ...snippet, rows, row: rows[0], file, title: `${snippet.document}:${snippet.line}` };
});
const checked = programs.filter(({ row }) => row?.notChecked === undefined);
const run = checked.filter(({ row }) => row?.notRun === undefined);

let standIns: StandIns;
beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  standIns = await startStandIns(mkdtempSync(join(tmpdir(), "viking-kb-programs-")), { faq: "documents" });
  for (const { file, text, row } of checked) {
    const addressed = standIns.replaceNames(text).replaceAll('"test.db"', JSON.stringify(`${file}.db`));
    writeFileSync(file, `${row?.before ?? ""}\n${addressed}\nexport {};\n`);
  }
});
afterAll(async () => {
  await standIns?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("each row of the table is about one program", () => {
  const idle = programRows.filter((row) => programs.filter(({ rows }) => rows.includes(row)).length !== 1);
  expect(idle).toEqual([]);
  expect(programs.filter(({ rows }) => rows.length > 1).map(({ title }) => title)).toEqual([]);
});

test("programs in documents pass the type check", () => {
  const compilerOptions = { customConditions: ["@viking-kb/source"], rootDir: root, composite: false, noEmit: true };
  const config = { extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts"], exclude: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder, "--incremental", "false"], {
    encoding: "utf8",
  });
  const told = programs.reduce((text, { file, title }) => text.replaceAll(file.slice(root.length), title), stdout);
  expect(told).toBe("");
});

/** One process runs all of them, one after the other: starting Node takes longer than most programs. */
const runner = `
  import { writeFileSync } from "node:fs";
  import { inspect } from "node:util";
  const [results, ...files] = process.argv.slice(2);
  const ended = {};
  for (const file of files) ended[file] = await import(file).then(() => "ran", (error) => inspect(error));
  writeFileSync(results, JSON.stringify(ended));
`;

describe("programs in documents run", () => {
  let ended: Record<string, string>;
  beforeAll(async () => {
    const results = join(standIns.folder, "results.json");
    const program = join(folder, "run.mjs");
    writeFileSync(program, runner);
    const args = [program, results, ...run.map(({ file }) => file)];
    const { folder: own, variables } = standIns;
    const signal = AbortSignal.timeout(50_000);
    const { status, errors } = await runCommand(process.execPath, args, { folder: own, variables, signal });
    expect({ status, errors }).toMatchObject({ status: 0 });
    ended = JSON.parse(readFileSync(results, "utf8"));
  });

  test.each(run)("$title", ({ file }) => expect(ended[file]).toBe("ran"));
});
