import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { owner, restricted, startModelServer } from "@viking-kb/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bothKeys } from "../../testing/keys.js";
import { dataOf, slipping } from "../../testing/planted.js";
import { runCommand } from "../../testing/run-command.js";

let folder: string;
let server: Awaited<ReturnType<typeof startModelServer>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "viking-kb-reports-"));
  // Two faults: a field is left out everywhere, and one limit is not held.
  server = await startModelServer(
    slipping((request, answer, path) => {
      if (path.endsWith("/doc/info") && answer.status === 200) {
        delete dataOf(answer).doc_type;
        return answer;
      }
      if (!path.endsWith("/point/list") || answer.status !== 400 || request?.limit !== 101) return undefined;
      return { status: 200, body: { code: 0, message: "success", request_id: "02ab", data: {} } };
    }),
  );
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Reports {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly xml: string;
  readonly json: {
    format: number;
    summary: { failed: number };
    faults: { number: number; operationId: string; at: string; message: string; places: { title: string }[] }[];
    failed: { title: string; isCase: boolean; asked: { curl: string; answer: { status: number; body: string } }[] }[];
    layers: { result: { failures: { title: string }[]; cases?: Record<string, object> } }[];
  };
  readonly markdown: string;
  readonly html: string;
  readonly summary: string;
}

async function runAll(environment: Record<string, string> = {}): Promise<Reports> {
  const [xml, json, markdown, html, summary] = ["r.xml", "r.json", "r.md", "r.html", "summary.md"].map((name) =>
    join(folder, name),
  ) as [string, string, string, string, string];
  await writeFile(summary, "before\n");
  const files = ["--junit", xml, "--json", json, "--markdown", markdown, "--html", html];
  const args = [server.url, "--layers", "strict,properties", "--requests", "20", ...files];
  const told = await runCommand(args, { ...bothKeys, GITHUB_STEP_SUMMARY: summary, ...environment });
  const read = (file: string) => readFile(file, "utf8");
  return {
    ...told,
    ...{ xml: await read(xml), json: JSON.parse(await read(json)), markdown: await read(markdown) },
    ...{ html: await read(html), summary: await read(summary) },
  };
}

describe("a run that finds two faults", () => {
  let reports: Reports;
  beforeAll(async () => {
    reports = await runAll({ GITHUB_ACTIONS: "true" });
  });

  it("tells each fault once, with all places", () => {
    const { faults, failed, summary, layers } = reports.json;
    const missing = faults.filter(({ at }) => at === "/data/doc_type");
    expect(missing).toMatchObject([{ number: 1, operationId: "getDocInfo", message: "is missing" }]);
    const titles = missing[0]?.places.map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining(["200 documented", "200 from-tos", "valid requests get a documented answer"]),
    );
    expect(new Set(faults.map(({ operationId, at, message }) => `${operationId} ${at} ${message}`)).size).toBe(
      faults.length,
    );
    expect(failed.filter(({ isCase }) => isCase)).toHaveLength(summary.failed);
    const all = layers.flatMap(({ result }) => result.failures.map(({ title }) => title));
    expect(failed).toHaveLength(all.length);
    expect(reports.stdout.match(/\/data\/doc_type is missing/g)).toHaveLength(1);
    expect(reports.stdout).toMatch(/^getDocInfo +200 +0 +documented +failed 1$/m);
  });

  it("shows with each failure what was asked and answered, in every report", () => {
    const line = `body='{"collection_name":"handbook","limit":101}'; viking-kb-contract sign '${server.url}/api/knowledge/point/list' --data "$body" | curl -sS -K - -X POST '${server.url}/api/knowledge/point/list' -H 'content-type: application/json' --data-raw "$body"`;
    const answer = '{"request_id":"02ab","code":0,"message":"success","data":{}}';
    expect(reports.json.failed.every(({ asked }) => asked.length > 0)).toBe(true);
    const limit = reports.json.failed.find(({ title }) => title === "400 invalid-request");
    expect(limit?.asked).toMatchObject([{ curl: line, answer: { status: 200, body: answer } }]);
    expect(reports.stdout).toContain(
      `\nlistPoints: 400 invalid-request (strict)\n  ${line}\n  HTTP 200, application/json`,
    );
    expect(reports.stdout).toContain(`\n  | ${answer}\n`);
    expect(reports.xml).toContain(`<system-out><![CDATA[${line}\n\nHTTP 200, `);
    expect(reports.markdown).toContain(`\n${line}\n\nHTTP 200, `);
    expect(reports.html).toContain(line.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`));
    expect(reports.html).toContain(answer.replaceAll('"', "&#34;"));
  });

  it("holds no secret, signature or query of a link", () => {
    for (const text of Object.values(reports).map((value) =>
      typeof value === "string" ? value : JSON.stringify(value),
    )) {
      expect(text).not.toContain(owner.secretAccessKey);
      expect(text).not.toContain(restricted.secretAccessKey);
      expect(text).not.toMatch(/Signature=[0-9a-f]|X-Tos-Signature=(?!\(redacted\))/i);
    }
  });

  it("counts and times in JUnit XML what is there, by names that are there once", () => {
    const attribute = (text: string, name: string) => Number(new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1]);
    const suites = [...reports.xml.matchAll(/<testsuite .*?<\/testsuite>/gs)].map(([suite]) => suite);
    const [root = ""] = /<testsuites .*?>/.exec(reports.xml) ?? [];
    for (const suite of suites) {
      const tests = suite.match(/<testcase .*?>/gs) ?? [];
      const names = tests.map((test) => / name="([^"]*)"/.exec(test)?.[1]);
      expect(new Set(names).size).toBe(names.length);
      expect(attribute(suite, "tests")).toBe(tests.length);
      expect(attribute(suite, "failures")).toBe(suite.match(/<failure /g)?.length ?? 0);
      expect(attribute(suite, "skipped")).toBe(suite.match(/<skipped /g)?.length ?? 0);
      expect(attribute(suite, "time")).toBeCloseTo(
        tests.reduce((sum, test) => sum + attribute(test, "time"), 0),
        6,
      );
    }
    for (const name of ["tests", "failures", "errors", "time"]) {
      expect(attribute(root, name)).toBeCloseTo(
        suites.reduce((sum, suite) => sum + attribute(suite, name), 0),
        6,
      );
    }
    expect(root).not.toContain("skipped=");
    expect(attribute(root, "time")).toBeGreaterThan(0);
  });

  it("appends the Markdown to the step's summary, and annotates, on stderr alone", () => {
    expect(reports.summary).toBe(`before\n${reports.markdown}`);
    const annotations = reports.stderr.trimEnd().split("\n");
    expect(annotations.length).toBeLessThanOrEqual(10);
    expect(annotations[0]).toMatch(
      /^::error title=Contract%3A getDocInfo::\/data\/doc_type is missing%0Ain 200 .*; \d+ more$/,
    );
    expect(reports.stdout).not.toContain("::error");
  });

  it("is one page that asks nothing of a network and runs nothing", () => {
    expect(reports.html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(reports.html).toContain("default-src 'none'; style-src 'sha256-");
    expect(reports.html).not.toMatch(/<(?:script|link|img|iframe|object)\b|\ssrc=|@import|url\(/);
    expect(reports.html.match(/ href="(?!#)/g)).toBeNull();
    const ids = new Set([...reports.html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, id] of reports.html.matchAll(/ href="#([^"]+)"/g)) expect(ids).toContain(id);
  });
});

it("leaves the step's summary alone elsewhere, and goes on where it cannot be written", async () => {
  expect(await runAll()).toMatchObject({ code: 1, stderr: "", summary: "before\n" });
  const nowhere = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(folder, "none/summary.md") };
  const args = [server.url, "--layers", "strict"];
  const { code, stderr } = await runCommand(args, { ...bothKeys, ...nowhere });
  expect(code).toBe(1);
  expect(stderr).toContain("The step has no summary: GITHUB_STEP_SUMMARY cannot be written (ENOENT).\n");
});

describe("a report that cannot be written ends the run before it begins", () => {
  const isRoot = process.getuid?.() === 0;
  const rows: { what: string; file: () => string; reason: string; skip?: boolean }[] = [
    { what: "a folder that is not there", file: () => join(folder, "none/r"), reason: "ENOENT" },
    { what: "a folder", file: () => folder, reason: "EISDIR" },
    { what: "a file in the place of a folder", file: () => join(folder, "file/r"), reason: "ENOTDIR" },
    { what: "no name", file: () => "", reason: "ENOENT" },
    { what: "a name that is too long", file: () => join(folder, "x".repeat(300)), reason: "ENAMETOOLONG" },
    { what: "a folder without permission", file: () => join(folder, "shut/r"), reason: "EACCES", skip: isRoot },
  ];
  const options = ["--junit", "--json", "--markdown", "--html"];
  beforeAll(async () => {
    await writeFile(join(folder, "file"), "");
    await mkdir(join(folder, "shut"));
    await chmod(join(folder, "shut"), 0o500);
  });

  // Nothing listens there: a run that had begun would end with another sentence.
  const dead = "http://127.0.0.1:9";
  it.each(rows.flatMap((row) => options.map((option) => ({ ...row, option }))))(
    "$option: $what",
    async ({ file, reason, option, skip }) => {
      if (skip) return;
      expect(await runCommand([dead, option, file()], bothKeys)).toEqual({
        code: 2,
        stdout: "",
        stderr: `error: Cannot write ${file()} (${reason}): give a file in a folder that exists.\n`,
      });
    },
  );

  it("two reports in one file", async () => {
    const file = join(folder, "both");
    const { code, stderr } = await runCommand([dead, "--json", file, "--junit", file], bothKeys);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `error: Two reports cannot both be ${file}: give each a file of its own.\n`,
    });
  });
});
