import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import type * as Face from "./index.js";

// What is published, from one source: as ES modules and as CommonJS. One process may load both.
const built = (file: string) => new URL(`../dist/${file}`, import.meta.url);
const asModule: typeof Face = await import(built("index.js").href);
const asCommonJs: typeof Face = createRequire(import.meta.url)(fileURLToPath(built("index.cjs")));

const pairs = [
  { title: "the CommonJS build, to the ES module", thrower: asCommonJs, asked: asModule },
  { title: "the ES module, to the CommonJS build", thrower: asModule, asked: asCommonJs },
];

describe("an error is known across both builds:", () => {
  test.each(pairs)("one of $title", async ({ thrower, asked }) => {
    const answer = { code: 1001001, message: "doc not exist", request_id: "02" };
    const kb = thrower.createKnowledgeBase({
      credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
      fetch: async () => Response.json(answer, { status: 400 }),
    });
    const error = await kb.docs.info({ collection_name: "faq", doc_id: "nowhere" }).catch((reason: unknown) => reason);
    expect(asked.isKnowledgeBaseError(error, "doc-not-exist")).toBe(true);
    expect(asked.isKnowledgeBaseError(error, "collection-not-exist")).toBe(false);
    // They are two copies, so that no class is shared.
    expect(error).toBeInstanceOf(thrower.KnowledgeBaseError);
    expect(error).not.toBeInstanceOf(asked.KnowledgeBaseError);
  });
});

/**
 * Loads the file that is its first argument as Jest does on Node 20.0: in scripts that refuse every `import()`, without
 * `process.getBuiltinModule`. Then downloads to the second.
 */
const program = `
const { createServer } = require("node:http");
const Module = require("node:module");
const { Script } = require("node:vm");
process.getBuiltinModule = undefined;
Module.prototype._compile = function (content, filename) {
  const run = new Script(Module.wrap(content), { filename }).runInThisContext();
  run.call(this.exports, this.exports, Module.createRequire(filename), this, filename);
};
const [, , file, target] = process.argv;
const { createKnowledgeBase } = require(file);
const storage = createServer((_request, response) => response.end("PK zip"));
storage.listen(0, "127.0.0.1", async () => {
  const endpoint = "http://127.0.0.1:" + storage.address().port;
  const task = { status: "success", attachment_link: endpoint + "/result.zip" };
  try {
    const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
    await createKnowledgeBase({ credentials, endpoint }).tasks.download(task, target);
  } finally {
    storage.close();
  }
});`;

test.each(["index.cjs", "static.cjs"])("%s downloads to a file where every import() is refused", (file) => {
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-commonjs-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const target = join(folder, "result.zip");
  // Without the option by which this project's processes take sources.
  const env = { PATH: process.env.PATH };
  execFileSync(process.execPath, ["-", fileURLToPath(built(file)), target], { input: program, env });
  expect(readFileSync(target, "utf8")).toBe("PK zip");
});
