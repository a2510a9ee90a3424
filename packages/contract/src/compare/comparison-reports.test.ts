import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startModelServer } from "@viking-kb/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caseCount, caseOf, mockCaseCount } from "../../testing/documented-cases.js";
import { bothKeys } from "../../testing/keys.js";
import { runCommand } from "../../testing/run-command.js";
import type { ComparisonReport, RequestReport } from "./judge-comparison.js";

const { percentage } = caseOf("getTaskInfo 200 running").response.data as { percentage: number };
const row = { about: "getTaskInfo running /data/eta extra", why: "It is <so>." };
const anyCase = { ...row, about: "getTaskInfo * /data/eta extra" };
const idle = { ...row, about: "getTaskInfo running /data/status extra" };

let folder: string;
let first: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "viking-kb-comparison-reports-"));
  first = await startModelServer();
});
afterAll(async () => {
  await first.close();
  await rm(folder, { recursive: true });
});

/** Compares a server that answers as documented with one whose answers are changed, and reads what was written. */
async function compare(change: (text: string) => string, rows: readonly object[] = [], more: readonly string[] = []) {
  const second = await startModelServer({ read: (text) => text, write: change });
  const files = { json: join(folder, "report.json"), junit: join(folder, "report.xml"), why: join(folder, "why.yaml") };
  await writeFile(files.why, JSON.stringify(rows));
  const written = ["--json", files.json, "--junit", files.junit];
  const args = ["compare", first.url, second.url, "--requests", "4", ...written];
  const explained = rows.length === 0 ? [] : ["--explained", files.why];
  const outcome = await runCommand([...args, ...explained, ...more], bothKeys);
  await second.close();
  const [json, junit] = await Promise.all([readFile(files.json, "utf8"), readFile(files.junit, "utf8")]);
  return { ...outcome, files, second: second.url, json, junit, report: JSON.parse(json) as ComparisonReport };
}

const addEta = (text: string) => text.replace(`"percentage":${percentage}`, `"percentage":${percentage},"eta":null`);
const countOf = (cases: readonly RequestReport[], outcome: RequestReport["outcome"]) =>
  cases.filter((one) => one.outcome === outcome).length;
const attributesOf = (junit: string) => /<testsuites [^>]*>/.exec(junit)?.[0];

describe("a comparison", () => {
  it("of servers that answer alike is written with nothing that failed", async () => {
    const { code, stdout, stderr, report, junit, second } = await compare((text) => text);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { cases, milliseconds, ...others } = report;
    expect(others).toEqual({
      first: { baseUrl: first.url, target: "server" },
      second: { baseUrl: second, target: "server" },
      idle: [],
      kept: true,
      seed: 1,
    });
    expect(milliseconds).toBeGreaterThan(0);
    const sent = Number(/^(\d+) requests sent to both/m.exec(stdout)?.[1]);
    expect({ passed: countOf(cases, "passed"), failed: countOf(cases, "failed") }).toEqual({ passed: sent, failed: 0 });
    expect(cases.filter(({ name }) => name !== "generated")).toHaveLength(caseCount);
    const untried = cases.filter(({ outcome }) => outcome === "not tried").map(({ notTried }) => notTried);
    expect(untried).toEqual(Array(mockCaseCount).fill(expect.stringMatching(/^only a mock\b.* with this status$/)));
    const tests = sent + mockCaseCount + 1;
    expect(attributesOf(junit)).toMatch(new RegExp(`tests="${tests}" failures="0" errors="0" time="\\d+\\.\\d{3}">$`));
    expect(junit.match(/<testcase /g)).toHaveLength(tests);
    expect(junit.match(/<skipped message="only a mock/g)).toHaveLength(mockCaseCount);
    expect(junit).toContain('<testcase classname="comparison" name="requests sent to both" time="0.000">');
    expect(junit).toMatch(/<testcase classname="listPoints" name="generated 2" time="0\.\d+"/);
  });

  it("tells of each difference what explains it", async () => {
    const { code, report, junit } = await compare(addEta, [anyCase]);
    expect({ code, kept: report.kept }).toEqual({ code: 0, kept: true });
    const running = report.cases.find(({ operationId, name }) => `${operationId} ${name}` === "getTaskInfo running");
    expect(running).toEqual({
      operationId: "getTaskInfo",
      name: "running",
      request: JSON.stringify(caseOf("getTaskInfo 200 running").request),
      outcome: "passed",
      notTried: "",
      differences: [
        {
          path: ["data", "eta"],
          kind: "extra",
          first: "nothing",
          second: "null",
          explained: true,
          explanations: [anyCase],
        },
      ],
      milliseconds: expect.any(Number),
    });
    expect(junit).toContain(
      "<system-out><![CDATA[/data/eta: nothing at the first, null at the second (extra), explained: It is <so>.]]></system-out>",
    );
    expect(junit).not.toContain("<failure");
  });

  it("fails where a difference is explained by none or by two, and where a row explains nothing", async () => {
    const change = (text: string) => addEta(text).replace('"code":1001001', '"code":1000005');
    const wrong = [row, anyCase, idle];
    const { code, report, junit, files, stdout } = await compare(change, wrong);
    expect({ code, kept: report.kept, explained: report.explained }).toEqual({
      ...{ code: 1, kept: false, explained: files.why },
    });
    expect(report.idle).toEqual([idle]);
    const differencesOf = (title: string) =>
      report.cases.find(({ operationId, name }) => `${operationId} ${name}` === title)?.differences;
    expect(differencesOf("getDocInfo doc-not-exist")).toEqual([
      { ...{ path: ["code"], kind: "value", first: "1001001", second: "1000005" }, explained: false, explanations: [] },
    ]);
    expect(differencesOf("getTaskInfo running")).toMatchObject([{ explained: false, explanations: [row, wrong[1]] }]);
    const failures = countOf(report.cases, "failed");
    expect(failures).toBeGreaterThanOrEqual(2);
    expect(stdout).toMatch(/ unexplained\n$/);
    expect(attributesOf(junit)).toContain(` failures="${failures + 1}" errors="0" `);
    for (const line of [
      '<failure message="/code: 1001001 at the first, 1000005 at the second (value), not explained"><![CDATA[',
      `/data/eta: nothing at the first, null at the second (extra), explained by 2 rows: one is enough\nRequest: {`,
      `<failure message="getTaskInfo running /data/status extra: no such difference. Remove the row from ${files.why}.">`,
    ]) {
      expect(junit).toContain(line);
    }
  });

  it("shows no link and no signature", async () => {
    const leak = '"message":"see https://host.example/?Signature=canary, Signature=canary"';
    const reworded = (text: string) => text.replace('"message":"doc not exist"', leak);
    const { code, json, junit } = await compare(reworded, [], ["--wording"]);
    expect(code).toBe(1);
    for (const text of [json, junit]) {
      expect(text).toContain("https://host.example/?(redacted)");
      expect(text).not.toContain("canary");
    }
  });
});

it.each(["--json", "--junit"])("ends with 2 and names the file: %s that cannot be written", async (option) => {
  const file = join(folder, "missing/report");
  const { code, stdout, stderr } = await runCommand(
    ["compare", first.url, first.url, "--requests", "1", option, file],
    bothKeys,
  );
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `error: Cannot write ${file} (ENOENT): give a file in a folder that exists.\n`,
  });
  expect(stdout).toBe("");
});
