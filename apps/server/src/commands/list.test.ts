import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandFolder } from "../../testing/command-folder.js";

const fixtures = `
projects:
  default:
    collections:
      states:
        documents:
          again.md: { doc_name: Again, doc_type: markdown, process_status: 3, points: [] }
          queued.md: { doc_name: Queued, doc_type: markdown, process_status: 2, points: [] }
  finance: { collections: { empty: {} } }
  bare: {}
`;

describe("list", () => {
  test("collections, then the documents of one: states, points, why one failed", async () => {
    const { folder, run } = await commandFolder();
    expect(await run("list")).toMatchObject({
      output: "",
      errors: "There is no collection yet: viking-kb-server import makes one of a folder.\n",
      exitCode: 0,
    });
    await writeFile(join(folder, "docs/broken.jsonl"), "{");
    await run("import", "docs", "--collection", "office");
    await writeFile(join(folder, "own.yaml"), fixtures);
    await run("load", "own.yaml");

    expect((await run("list")).output.replaceAll(/kb-\w+/g, "kb-…")).toBe(
      [
        "office (project default, kb-…): 3 documents, 1 failed; it holds 4 points.",
        "states (project default, kb-…): 2 documents, 2 not finished; it holds 0 points.",
        "empty (project finance, kb-…): 0 documents; it holds 0 points.",
        "",
      ].join("\n"),
    );
    expect((await run("list", "--project", "finance")).output).toMatch(/^empty \(project finance, .*\n$/);
    expect((await run("list", "--project", "bare")).errors).toBe(
      "The project bare has no collection yet: viking-kb-server import makes one of a folder.\n",
    );
    expect((await run("list", "office")).output).toMatch(
      /^failed {6}0 points {2}broken\.jsonl: 90001 .+\ndone {8}2 points {2}leave\.md\ndone {8}2 points {2}prices\.csv\n$/,
    );
    expect((await run("list", "states")).output).toBe(
      "updating    0 points  again.md\nqueued      0 points  queued.md\n",
    );
    expect((await run("list", "empty", "--project", "finance")).errors).toBe("empty holds no document.\n");
    expect(JSON.parse((await run("list", "--json")).output)[0]).toMatchObject({
      name: "office",
      documentCount: 3,
      pointCount: 4,
    });
    expect(JSON.parse((await run("list", "office", "--json")).output)[0]).toMatchObject({
      docId: "broken.jsonl",
      processStatus: 1,
      failedCode: 90001,
      filePath: join(folder, "docs/broken.jsonl"),
    });
  });

  test.each([
    {
      argv: ["ofice"],
      fault: 'The project "default" has no collection "ofice": viking-kb-server list names all there are.',
    },
    {
      argv: ["--project", "tema"],
      fault: `There is no project "tema": viking-kb-server list shows that of each collection.`,
    },
    {
      argv: ["office", "--project", "tema"],
      fault: `There is no project "tema": viking-kb-server list shows that of each collection.`,
    },
  ])("what is not there: $argv", async ({ argv, fault }) => {
    const { run } = await commandFolder();
    expect(await run("list", ...argv)).toMatchObject({ output: "", errors: `error: ${fault}\n`, exitCode: 1 });
  });
});
