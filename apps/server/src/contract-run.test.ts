import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type CaseReport, type Difference, type Report, summaryLine, verifyContract } from "@viking-kb/contract";
import { startMock } from "@viking-kb/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Explanation, findUnexplained, readExplanations } from "../testing/explained-differences.js";
import { makeStorage, readContractFixtures } from "../testing/fixture-storage.js";
import { loadFixtures } from "./fixtures/load-fixtures.js";
import { parseFixtures } from "./fixtures/parse-fixtures.js";
import { type LocalServer, startServer } from "./http/start-server.js";

let database: Awaited<ReturnType<typeof makeStorage>>;
let server: LocalServer;
let keyOf: (role: string) => { accessKeyId: string; secretAccessKey: string };
let run: Report;
beforeAll(async () => {
  database = await makeStorage();
  const fixtures = parseFixtures(await readContractFixtures(), "fixtures.yaml");
  const { keys } = await loadFixtures(database.storage, fixtures);
  keyOf = (role) => {
    const { accessKeyId = "", secretAccessKey } = keys.find((key) => key.role === role) ?? {};
    return { accessKeyId, secretAccessKey: secretAccessKey ?? "" };
  };
  server = await startServer({ storage: database.storage, port: 0 });
  run = await verifyContract(server.url, {
    target: { kind: "server", credentials: keyOf("reader"), restrictedCredentials: keyOf("restricted") },
  });
});
afterAll(async () => {
  await server.close();
  await database.remove();
});

const passed = /^16\/16 documented pairs, (\d+)\/\1 cases, 0 failed, 0 skipped, 8 not tried, hooks ran \1 times$/;

describe("the contract, tried on the server with the fixtures", () => {
  it("is kept in all 16 documented pairs, none skipped", () => {
    expect(run.cases.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(summaryLine(run)).toMatch(passed);
    expect(run.kept).toBe(true);
  });

  it("leaves untried what no server can be made to answer, and nothing else", () => {
    const notTried = run.cases.filter(({ outcome }) => outcome === "not tried");
    expect(new Set(notTried.map(({ status }) => status))).toEqual(new Set([429, 500]));
  });

  const codesFile = fileURLToPath(import.meta.resolve("@viking-kb/spec/error-codes.json"));
  const { business }: { business: { code: number; source?: string; operations: string[] }[] } = JSON.parse(
    readFileSync(codesFile, "utf8"),
  );
  const codes = business
    .filter(({ source }) => source !== "later")
    .flatMap(({ code, operations }) => operations.map((operation): [string, number] => [operation, code]));
  it.each(codes)("covers what the pages document: %s %i", (operation, code) => {
    const found = run.cases.filter((one) => one.operationId === operation && one.code === code);
    expect(found.map(({ outcome }) => outcome)).toContain("passed");
  });

  it("needs no second key: the project decides too", async () => {
    const again = await verifyContract(server.url, { target: { kind: "server", credentials: keyOf("reader") } });
    expect(summaryLine(again)).toMatch(passed);
  });
});

describe("server and mock", () => {
  it("differ where contract-differences.yaml explains it, and nowhere else", async () => {
    expect(findUnexplained(run.cases, await readExplanations())).toEqual([]);
  });

  it("are compared by what is documented, which the mock answers to the letter", async () => {
    const mock = await startMock({ port: 0 });
    const { kept, cases } = await verifyContract(mock.url, { target: { kind: "mock" } });
    await mock.close();
    expect(kept).toBe(true);
    expect(cases.flatMap(({ differences }) => differences)).toEqual([]);
  });
});

describe("an explanation", () => {
  const difference: Difference = {
    path: ["data", "point_list", 0, "content"],
    kind: "value",
    documented: "a",
    actual: "b",
  };
  const found = (rows: Partial<Explanation>[], differences: Difference[] = [difference]) => {
    const cases = [{ operationId: "listPoints", name: "documented", differences } as unknown as CaseReport];
    const row = {
      operation: "listPoints",
      case: "documented",
      path: "/data/point_list/*/content",
      kind: "value",
    } as const;
    return findUnexplained(
      cases,
      rows.map((changes) => ({ ...row, why: "It is so.", ...changes })),
    ).map((sentence) => sentence.replace(/\. .*/, ""));
  };
  const unexplained = 'listPoints documented: /data/point_list/0/content is "b"; documented "a" (value)';
  const idle = (place: string) => `${place} (no such difference)`;

  const rows: [what: string, rows: Partial<Explanation>[], sentences: string[]][] = [
    ["fits", [{}], []],
    ["fits any case", [{ case: "*" }], []],
    ["is missing", [], [unexplained]],
    ["is there twice", [{}, { case: "*" }], [unexplained]],
    [
      "is of another operation",
      [{ operation: "getDocInfo" }],
      [unexplained, idle("getDocInfo documented: /data/point_list/*/content")],
    ],
    [
      "is of another case",
      [{ case: "attachment" }],
      [unexplained, idle("listPoints attachment: /data/point_list/*/content")],
    ],
    [
      "is of another kind",
      [{ kind: "type" }],
      [unexplained, idle("listPoints documented: /data/point_list/*/content")],
    ],
    [
      "is of another place",
      [{ path: "/data/point_list/1/content" }],
      [unexplained, idle("listPoints documented: /data/point_list/1/content")],
    ],
    [
      "is of a part of the place",
      [{ path: "/data/point_list/*" }],
      [unexplained, idle("listPoints documented: /data/point_list/*")],
    ],
  ];
  it.each(rows)("that %s", (_what, explanations, sentences) => {
    expect(found(explanations)).toEqual(sentences);
  });

  it("is not wanted where nothing differs", () => {
    expect(found([{}], [])).toEqual([idle("listPoints documented: /data/point_list/*/content")]);
  });

  it("is asked for without the query of a link", () => {
    const actual = "https://host/a.zip?X-Tos-Signature=abc";
    expect(found([], [{ path: ["data", "url"], kind: "extra", actual }]).join()).not.toContain("abc");
  });
});
