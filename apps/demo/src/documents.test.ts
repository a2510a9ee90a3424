import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTriedContract } from "@viking-kb/contract";
import { deriveMutants } from "@viking-kb/mutants/derive";
import { businessCodes, operations } from "@viking-kb/spec";
import contract from "@viking-kb/spec/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
/** A document's text; where its lines are broken says nothing. */
const read = (document: string) => readFileSync(join(root, document), "utf8").replaceAll(/\s+/g, " ");

const mock = readTriedContract({ kind: "mock" });
const server = readTriedContract({ kind: "server", credentials: { accessKeyId: "any", secretAccessKey: "any" } });
const pairs = mock.pairs.filter(({ later }) => !later).length;
const cases = mock.cases.length;
const tried = server.cases.length;
const kept = (count: number, besides = "") =>
  `${pairs}/${pairs} documented pairs, ${count}/${count} cases, 0 failed, 0 skipped, ${besides}hooks ran ${count} times`;

const answerBudgetMilliseconds = 1_000;
const mutants = deriveMutants(server, answerBudgetMilliseconds);

/** The kill matrix as it was measured: of each group, how many mutants changed an answer, and how many were caught. */
const verification = "docs/contract-verification.md";
const matrix = [
  ...readFileSync(join(root, verification), "utf8").matchAll(/^([a-z-]+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)$/gm),
].map(([, group = "", ...counts]) => ({ group, counts: counts.map(Number) }));
const groups = matrix.filter(({ group }) => group !== "all");
const reachedOf = (group: string) => matrix.find((row) => row.group === group)?.counts[0] ?? 0;
const survivorsOf = (group: string) => reachedOf(group) - (matrix.find((row) => row.group === group)?.counts[4] ?? 0);
const reached = reachedOf("all");
const caught = reached - survivorsOf("all");
/** In per cent, rounded down as the measure does. */
const share = Math.floor((1_000 * caught) / reached) / 10;

const vectors: { cases: { kind: string; results: { accepted_by_reference_rule: boolean }[] }[] } = JSON.parse(
  readFileSync(join(root, "packages/auth/vectors/signature-vectors.json"), "utf8"),
);
const signed = vectors.cases.filter(({ kind }) => kind === "header");
const signatures = signed.flatMap(({ results }) => results);
const sound = signatures.filter((result) => result.accepted_by_reference_rule).length;

const { maximumClockSkewSeconds } = contract.components.securitySchemes.signature["x-signature"];
const minutes = maximumClockSkewSeconds / 60;
const { limit, doc_ids } = operations.listPoints.fields;
const retried = businessCodes
  .filter(({ kind }) => kind === "server" || kind === "rate-limited")
  .map(({ code }) => code);

/** Sentences with figures that follow from the contract, as they must read. */
const sentences: { document: string; sentence: string }[] = [
  {
    document: "README.md",
    sentence: `our own rules): ${Object.keys(operations).length} operations, ${cases} examples.`,
  },
  { document: "README.md", sentence: kept(cases) },
  { document: "README.md", sentence: kept(tried, `${cases - tried} not tried, `) },
  { document: "README.md", sentence: `${cases} documented cases` },
  { document: "README.md", sentence: `${sound} results of official signers` },
  { document: "apps/cli/README.md", sentence: `send that request for ${minutes} minutes` },
  { document: "apps/demo/documents/paging.md", sentence: `no page holds more than ${limit.maximum} points` },
  { document: "apps/demo/documents/paging.md", sentence: `\`doc_ids\` takes up to ${doc_ids.maxItems} ids` },
  { document: "apps/demo/documents/signing.md", sentence: `The server accepts ${minutes} minutes of difference` },
  {
    document: "packages/auth/README.md",
    sentence: `what these made of ${signed.length} requests and ${vectors.cases.length - signed.length} links`,
  },
  {
    document: "packages/auth/README.md",
    sentence: `the official signers' ${signatures.length - sound} results that break the scheme`,
  },
  { document: "packages/auth/README.md", sentence: `sent again within ${minutes} minutes` },
  { document: "packages/client/README.md", sentence: `at most ${limit.maximum} points` },
  { document: "packages/client/README.md", sentence: `${limit.maximum} at a time (\`pageSize\`)` },
  {
    document: "packages/client/README.md",
    sentence: `after the codes ${retried.slice(0, -1).join(", ")} and ${retried.at(-1)}`,
  },
  { document: "packages/contract/README.md", sentence: `${share} % of those that change an answer are found` },
  {
    document: verification,
    sentence: `${caught}/${reached} mutants caught (${share} %)`,
  },
  { document: verification, sentence: `${reached - caught} mutants were found by no layer` },
  {
    document: verification,
    sentence: `\`known-value\`, ${survivorsOf("known-value")} of ${reachedOf("known-value")}:`,
  },
  ...["text", "contradiction", "unvalidated"].map((group) => ({
    document: verification,
    sentence: `| \`${group}\`, ${survivorsOf(group)}:`,
  })),
];

const figure = /\d+(?:[.,]\d+)*/g;
const titled = sentences.map((row) => ({ ...row, title: `${row.document}: ${row.sentence.replaceAll(figure, "…")}` }));

test.each(titled)("$title", ({ document, sentence }) => {
  const escaped = sentence.split(figure).map((text) => text.replaceAll(/[$()*+./?[\\\]^{|}]/g, "\\$&"));
  const said = [...read(document).matchAll(new RegExp(escaped.join(figure.source), "g"))].map(([text]) => text);
  expect(said, `${document} has no such sentence any more`).not.toEqual([]);
  expect(said).toEqual(said.map(() => sentence));
});

describe("the kill matrix", () => {
  test("has a row for each group of mutants, and adds up", () => {
    expect(groups.map(({ group }) => group)).toEqual([...new Set(mutants.map(({ group }) => group))]);
    const sums = [0, 1, 2, 3, 4].map((column) =>
      groups.reduce((sum, { counts }) => sum + (counts[column] ?? Number.NaN), 0),
    );
    expect(matrix.at(-1)).toEqual({ group: "all", counts: sums });
  });

  test("counts no more mutants of a group than there are", () => {
    const derived = (name: string) => mutants.filter(({ group }) => group === name).length;
    expect(groups.filter(({ group }) => reachedOf(group) > derived(group))).toEqual([]);
  });
});

test("the client's README names every kind of error that the API has", () => {
  const readme = read("packages/client/README.md");
  const kinds = businessCodes.map(({ kind }) => kind).filter((kind) => kind !== "success");
  expect(kinds.filter((kind) => !readme.includes(`\`${kind}\``))).toEqual([]);
});

test("README lists every workspace, which has a README of its own", () => {
  const folders = ["packages", "apps"].flatMap((name) => readdirSync(join(root, name)).map((own) => `${name}/${own}`));
  const workspaces = ["spec", ...folders];
  const listed = [...read("README.md").matchAll(/\| \[`([\w/-]+)`\]\(\1\) \|/g)].map(([, workspace]) => workspace);
  expect(listed.sort()).toEqual(workspaces.sort());
  expect(workspaces.filter((workspace) => !existsSync(join(root, workspace, "README.md")))).toEqual([]);
});

test("every link from one document to a file leads there", () => {
  const exclude = (path: string) => /(^|[/\\])(node_modules|dist)$/.test(path);
  const lost = globSync(["*.md", "{docs,spec,packages,apps}/**/*.md"], { cwd: root, exclude }).flatMap((document) =>
    [...read(document).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)]
      .filter(([, target = ""]) => !existsSync(join(root, dirname(document), target)))
      .map(([, target]) => `${document} leads to ${target}`),
  );
  expect(lost).toEqual([]);
});

test("each test that the comparison with the vendor's SDKs names is there", () => {
  const rows = [...readFileSync(join(root, "docs/vendor-sdks.md"), "utf8").matchAll(/^\|[^|]*\|([^|]*)\|/gm)];
  const named = rows.flatMap(([, own = ""]) => [...own.matchAll(/`([\w.-]+\.(?:ts|yaml))`/g)].map(([, name]) => name));
  const exclude = (path: string) => /(^|[/\\])(node_modules|dist)$/.test(path);
  const files = globSync("{spec,packages}/**/*.{ts,yaml}", { cwd: root, exclude }).map((path) => basename(path));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name = "") => !files.includes(name))).toEqual([]);
});
