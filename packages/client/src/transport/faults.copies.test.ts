import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envelope, hangUp, html } from "../../testing/fault-answers.js";
import { type Answer, startFaultServer } from "../../testing/fault-server.js";
import type * as Client from "../index.js";

const packageFolder = fileURLToPath(new URL("../..", import.meta.url));
const key = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };

let folder: string;
/** Two copies of what is published, as two dependencies may bring them along. */
const copies: (typeof Client)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "viking-kb-copies-"));
  for (const name of ["first", "second"]) {
    const scope = join(folder, name, "node_modules", "@viking-kb");
    await mkdir(scope, { recursive: true });
    for (const part of ["dist", "package.json"]) {
      await cp(join(packageFolder, part), join(scope, "client", part), { recursive: true });
    }
    await symlink(join(packageFolder, "..", "auth"), join(scope, "auth"));
    copies.push(await import(pathToFileURL(join(scope, "client", "dist", "index.js")).href));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const failures: readonly [kind: Client.KnowledgeBaseErrorKind, answer: Answer][] = [
  ["collection-not-exist", envelope(1000005, "collection not exist")],
  ["unauthorized", envelope(1000001, "unauthorized", { status: 401 })],
  ["unknown", envelope(77, "new")],
  ["invalid-response", html(404)],
  ["connection", hangUp],
];
const thrownBy = [0, 1];
const rows = failures.flatMap((failure) => thrownBy.map((thrower) => [failure[0], thrower, failure[1]] as const));

describe("isKnowledgeBaseError across two copies of the package", () => {
  test("there are two", () => {
    expect(copies[0]?.KnowledgeBaseError).not.toBe(copies[1]?.KnowledgeBaseError);
  });

  test.each(rows)("%s, thrown by copy %d", async (kind, thrower, answer) => {
    const server = await startFaultServer({ answers: [answer], key, now: () => new Date() });
    const kb = copies[thrower]?.createKnowledgeBase({ credentials: key, endpoint: server.url, retries: 0 });
    const error: unknown = await kb?.tasks.info({ task_id: "x" }).catch((thrown: unknown) => thrown);
    await server.close();

    const other = "server";
    for (const [checker, { isKnowledgeBaseError, KnowledgeBaseError }] of copies.entries()) {
      expect(error instanceof KnowledgeBaseError).toBe(checker === thrower);
      expect(isKnowledgeBaseError(error)).toBe(true);
      expect(isKnowledgeBaseError(error, kind)).toBe(true);
      expect(isKnowledgeBaseError(error, other, kind)).toBe(true);
      expect(isKnowledgeBaseError(error, other)).toBe(false);
    }
  });

  const strangers: readonly [title: string, value: unknown][] = [
    [
      "an error that only looks like one",
      Object.assign(new Error("x"), { name: "KnowledgeBaseError", kind: "server" }),
    ],
    ["what JSON keeps of one", { name: "KnowledgeBaseError", kind: "server", hint: "x" }],
    ["a function", () => {}],
    ["nothing", undefined],
    ["null", null],
    ["a text", "KnowledgeBaseError"],
  ];
  test.each(strangers)("%s is none", (_title, value) => {
    for (const { isKnowledgeBaseError } of copies) expect(isKnowledgeBaseError(value)).toBe(false);
  });
});
