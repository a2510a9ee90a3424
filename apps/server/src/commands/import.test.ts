import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandFolder } from "../../testing/command-folder.js";
import { startCommand } from "../../testing/run-command.js";

describe("import", () => {
  test("tells of each document and of the collection", async () => {
    const { run } = await commandFolder();
    const { exitCode, output } = await run("import", "docs", "--collection", "office");
    expect(output).toMatch(/^done {2,}2 points {2}leave\.md$/m);
    expect(output).toMatch(/^done {2,}2 points {2}prices\.csv$/m);
    expect(output).toMatch(/^office \(project default, kb-[0-9a-f]{16}\): 2 done; it holds 4 points\.$/m);
    expect(exitCode).toBe(0);
    expect((await run("import", "docs", "--collection", "office")).output).toMatch(
      /: 2 unchanged; it holds 4 points\.$/m,
    );
  });

  test("fails where a document does, and says why; the others are imported", async () => {
    const { folder, run } = await commandFolder();
    await writeFile(join(folder, "docs/empty.csv"), "item,price\n");
    await writeFile(join(folder, "docs/logo.png"), "");
    const { exitCode, output } = await run("import", "docs", "--collection", "office");
    expect(output).toMatch(/^failed {2,}36007 .*empty\.csv/m);
    expect(output).toMatch(/^skipped {2,}logo\.png: /m);
    expect(output).toMatch(/: 2 done, 1 failed, 1 skipped; it holds 4 points\.$/m);
    expect(exitCode).toBe(1);
  });

  test("shows no control characters of a file's name", async () => {
    const { folder, run } = await commandFolder();
    await writeFile(join(folder, "docs/\u001b[31mred\u202e.md"), "text");
    const { output } = await run("import", "docs", "--collection", "office");
    expect(output).toContain("red.md");
    for (const control of ["\u001b", "\u202e"]) expect(output).not.toContain(control);
  });

  test("watches until it is interrupted", async () => {
    const { folder } = await commandFolder();
    const { child, result } = startCommand(["import", "docs", "--collection", "office", "--watch"], { folder });
    let output = "";
    const shows = (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => output.includes(text) && resolve();
        child.stdout.on("data", look);
        look();
      });
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    await shows("it holds 4 points");
    await writeFile(join(folder, "docs/more.txt"), "More.");
    await shows("it holds 5 points");
    child.kill("SIGINT");
    expect((await result).exitCode).toBe(0);
  });
});
