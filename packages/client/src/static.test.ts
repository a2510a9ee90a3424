import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

// The built package, as its users import it.
const files = [
  { file: "static.js", statement: /^import .* from "(.*)";$/gm },
  { file: "static.cjs", statement: /^let .* = require\("(.*)"\);$/gm },
];

test.each(files)("$file imports nothing later, and no other file of the package", ({ file, statement }) => {
  const code = readFileSync(new URL(`../dist/${file}`, import.meta.url), "utf8");
  expect(code).not.toMatch(/\bimport\s*\(/);
  const imported = [...code.matchAll(statement)].map(([, name]) => name);
  expect(new Set(imported)).toEqual(new Set(["@viking-kb/auth/sign", "@viking-kb/auth/explain"]));
});

const program = `
import { createKnowledgeBase, describeFailedCode } from "@viking-kb/client/ENTRY";
const states = [{ status: "running", percentage: 1 }, { status: "success", percentage: 100 }];
const answers = {
  info: () => ({ code: 0, data: states.shift() }),
  list: () => ({ code: 0, data: { total_num: 1, point_list: [{ point_id: "a" }] } }),
  absent: () => ({ code: 1000005, message: "collection not exist", request_id: "02ab" }),
};
let sent = 0;
globalThis.tried = async () => {
  const kb = (answer, status = 200, options = {}) => createKnowledgeBase({
    ...options,
    signer: () => ({ authorization: "x" }),
    sleep: async () => {},
    fetch: async () => (sent++, new Response(JSON.stringify(answers[answer]()), { status })),
  });
  const told = [];
  const outcome = (promise) => promise.then((value) => value, ({ kind, code, attempts }) => ({ kind, code, attempts }));
  return JSON.stringify({
    waited: await outcome(kb("info").tasks.wait("x")),
    points: await outcome((async () => { for await (const { point_id } of kb("list").points.iterate({ collection_name: "faq" })) told.push(point_id); return told; })()),
    refused: await outcome(kb("absent", 400).collections.info({ name: "faq" })),
    busy: await outcome(kb("absent", 503).collections.info({ name: "faq" })),
    logged: await outcome(kb("absent", 400, { logger: { debug() {}, info() {} } }).collections.info({ name: "faq" })),
    hooked: await outcome(kb("absent", 400, { hooks: { beforeAttempt() {} } }).collections.info({ name: "faq" })),
    chinese: await kb("absent", 400, { locale: "zh" }).collections.info({ name: "faq" }).catch(({ hint }) => hint.slice(0, 5)),
    described: (await describeFailedCode(30001, { locale: "zh" })).meaning,
    curl: await outcome(kb("info").toCurl((kb) => kb.tasks.info("x")).then((text) => text.includes("curl"))),
  });
};`;

/** Runs it as a script of its own, whose context refuses \`import()\` as a service worker does. */
async function runWithoutImport(entry: "static" | "index"): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: {
      contents: program.replace("/ENTRY", entry === "static" ? "/static" : ""),
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    bundle: true,
    format: "esm",
    splitting: false,
    external:
      entry === "static"
        ? []
        : ["./failures.js", "./wait.js", "./read-pages.js", "./call-to-curl.js", "./observe.js", "./chinese.js"],
    supported: { "dynamic-import": true },
    write: false,
  });
  const code = outputFiles[0]?.text ?? "";
  const script = `new (require("node:vm").Script)(${JSON.stringify(code)}).runInThisContext();
    tried().then(console.log, console.error)`;
  return JSON.parse(
    execFileSync(process.execPath, ["-"], { input: script, encoding: "utf8", env: { PATH: process.env.PATH } }),
  );
}

test("where dynamic imports are refused, the static entry does all that it does elsewhere", async () => {
  expect(await runWithoutImport("static")).toEqual({
    waited: { status: "success", percentage: 100 },
    points: ["a"],
    refused: { kind: "collection-not-exist", code: 1000005, attempts: 1 },
    busy: { kind: "collection-not-exist", code: 1000005, attempts: 3 },
    logged: { kind: "collection-not-exist", code: 1000005, attempts: 1 },
    hooked: { kind: "collection-not-exist", code: 1000005, attempts: 1 },
    chinese: "检查名称和",
    described: "超过知识库文件限制大小",
    curl: true,
  });
});

test("there the main entry keeps codes and retries, and says what to import for the rest", async () => {
  expect(await runWithoutImport("index")).toEqual({
    waited: { kind: "connection", attempts: 0 },
    points: { kind: "connection", attempts: 0 },
    refused: { kind: "collection-not-exist", code: 1000005, attempts: 1 },
    busy: { kind: "collection-not-exist", code: 1000005, attempts: 3 },
    logged: { kind: "collection-not-exist", code: 1000005, attempts: 1 },
    hooked: { kind: "connection", attempts: 0 },
    chinese: "More ",
    described: "The file is larger than the knowledge base allows.",
    curl: { kind: "connection", attempts: 0 },
  });
});
