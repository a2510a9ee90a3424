import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { canListProcesses, childrenOf, isRunning } from "../../testing/child-processes.js";
import { commandFolder } from "../../testing/command-folder.js";
import { documentFolder } from "../../testing/document-folder.js";
import { runCommand, startCommand } from "../../testing/run-command.js";

const eventually = { timeout: 30_000, interval: 10 };

/** The parser takes minutes for it. */
const slow = `- a\n${"b\n".repeat(150_000)}`;

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

  test("says when no key may read the project", async () => {
    const { run } = await commandFolder();
    const into = (project: string, ...argv: string[]) =>
      run("import", "docs", "--collection", "office", "--project", project, ...argv);
    await run("keys", "create");
    expect((await into("default")).errors).toBe("");
    expect((await into("sales")).errors).toBe(
      "No key may read the project sales yet: viking-kb-server keys create --project sales makes one.\n",
    );
    expect((await into("sales", "--database", "team.db")).errors).toMatch(
      /: viking-kb-server keys create --project sales --database team\.db makes one\.\n$/,
    );
  });

  test("is as good where the keys cannot be looked up afterwards, also in a watch", async () => {
    const { folder } = await commandFolder();
    // Only the import's thread opens the database then.
    const fault = `
      import fs from "node:fs";
      import { syncBuiltinESMExports } from "node:module";
      import { isMainThread } from "node:worker_threads";
      if (isMainThread) fs.accessSync = () => { throw new Error("Out of files."); };
      syncBuiltinESMExports();`;
    const nodeArguments = ["--import", `data:text/javascript,${encodeURIComponent(fault)}`];
    const argv = ["import", "docs", "--collection", "office"];
    expect(await runCommand(["keys", "list"], { folder, nodeArguments })).toMatchObject({ exitCode: 1 });
    expect(await runCommand(argv, { folder, nodeArguments })).toMatchObject({ exitCode: 0, errors: "" });
    const { child, result } = startCommand([...argv, "--watch"], { folder, nodeArguments });
    await once(child.stderr, "data");
    child.kill("SIGINT");
    expect(await result).toMatchObject({ exitCode: 0, errors: "Watching for changes until Ctrl-C.\n" });
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

  const languages: { argv: string[]; environment: Record<string, string>; told: RegExp }[] = [
    { argv: [], environment: {}, told: /^failed {3}36007 {2}empty\.csv: /m },
    { argv: [], environment: { LANG: "zh_CN.UTF-8" }, told: /^failed {3}36007（结构化文档解析为空） {2}empty\.csv: /m },
    { argv: ["--lang", "zh"], environment: {}, told: /^failed {3}36007（结构化文档解析为空） {2}empty\.csv: /m },
    { argv: ["--lang", "en"], environment: { LANG: "zh_CN.UTF-8" }, told: /^failed {3}36007 {2}empty\.csv: /m },
  ];
  test.each(languages)("with $argv and $environment says what a failed_code means", async (row) => {
    const { folder } = await commandFolder();
    await writeFile(join(folder, "docs/empty.csv"), "item,price\n");
    await writeFile(join(folder, "docs/odd.txt"), Buffer.from("82b182ea82cd", "hex"));
    const { argv, environment, told } = row;
    const { output } = await runCommand(["import", "docs", "--collection", "office", ...argv], { folder, environment });
    expect(output).toMatch(told);
    // A code that the contract does not have has no meaning in it.
    expect(output).toMatch(/^failed {3}90001 {2}odd\.txt: /m);
  });

  test("says what a document was read as, and takes that from the command line", async () => {
    const { folder, run } = await commandFolder();
    await writeFile(join(folder, "docs/a.csv"), Buffer.from("d0d5c3fb3bb2bfc3c50acdf5ceb03bcffacadb0a", "hex"));
    await writeFile(join(folder, "docs/b.txt"), Buffer.from("82b182ea82cd", "hex"));
    const first = await run("import", "docs", "--collection", "office");
    expect(first.output).toMatch(/^done {5}1 point {2}a\.csv, read as GB 18030$/m);
    expect(first.output).toMatch(
      /^failed {3}90001 {2}b\.txt: .* Say which with --encoding: gb18030, big5, shift_jis, /m,
    );
    expect(first.output).toMatch(/^done {5}2 points {2}leave\.md$/m);
    const second = await run("import", "docs", "--collection", "office", "--encoding", "sjis");
    expect(second.output).toMatch(/^done {5}1 point {2}b\.txt, read as shift_jis$/m);
    const third = await run("import", "docs", "--collection", "office", "--encoding", "klingon");
    expect(third.errors).toMatch(
      /'klingon' is invalid\. There is no encoding "klingon"\. The usual ones are gb18030, /,
    );
    expect(third.exitCode).toBe(2);
  });

  test("shows no control characters of a file's name", async () => {
    const { folder, run } = await commandFolder();
    await writeFile(join(folder, "docs/\u001b[31mred\u202e.md"), "text");
    await writeFile(join(folder, "docs/\u009d0;title\u009c\u001b]blue.md"), "text");
    const { output } = await run("import", "docs", "--collection", "office");
    expect(output).toMatch(/ red\.md$/m);
    expect(output).toMatch(/ \]blue\.md$/m);
    expect(output).not.toMatch(/[^\n\P{C}]/u);
  });

  test("takes a limit for everything that a document may hold or take, and tells which one it has passed", async () => {
    const folder = await documentFolder({
      "docs/bytes.txt": "x".repeat(2_000_001),
      "docs/points.jsonl": '{"content":""}\n'.repeat(1_001),
      "docs/rows.csv": `a\n${"1\n".repeat(901)}`,
      "docs/stored.md": `---\na: ${"x".repeat(10_000)}\n---\n${"# h\n\ntext\n\n".repeat(900)}`,
      "docs/cpu.md": slow,
      "docs/memory.md": "a\n\n".repeat(600_000),
    });
    const limits = {
      "--maximum-bytes": 2_000_000,
      "--maximum-points": 1_000,
      "--maximum-rows": 900,
      "--maximum-stored-bytes": 1_000_000,
      "--maximum-cpu-seconds": 3,
      "--maximum-memory": 40,
    };
    const argv = ["import", "docs", "--collection", "office", ...Object.entries(limits).flat().map(String)];
    const { exitCode, output } = await runCommand(argv, { folder });
    const failed = output.split("\n").filter((line) => line.startsWith("failed"));
    expect(failed).toEqual([
      expect.stringMatching(/ 30001 {2}bytes\.txt: .* at most 2000000 /),
      expect.stringMatching(/ 90001 {2}cpu\.md: .* 3 seconds of CPU time /),
      expect.stringMatching(/ 90001 {2}memory\.md: .* 40 MiB of memory /),
      expect.stringMatching(/ 35001 {2}points\.jsonl: .* 1000 points /),
      expect.stringMatching(/ 36006 {2}rows\.csv: .* 900 rows /),
      expect.stringMatching(/ 90001 {2}stored\.md: .* 1000000 bytes /),
    ]);
    expect(exitCode).toBe(1);
  });

  test("says what --prune would do about documents without a file", async () => {
    const { folder, run } = await commandFolder();
    const lastLine = async () => (await run("import", "docs", "--collection", "office")).output.split("\n").at(-2);
    await mkdir(join(folder, "others"));
    await writeFile(join(folder, "others/more.txt"), "More.");
    await run("import", "others", "--collection", "office");
    await run("import", "docs", "--collection", "office");
    await rm(join(folder, "docs/leave.md"));
    expect(await lastLine()).toBe(
      "1 document is no longer in the folder; --prune deletes it, and also 1 document from elsewhere.",
    );
    await rm(join(folder, "docs/prices.csv"));
    await writeFile(join(folder, "docs/.DS_Store"), "");
    expect(await lastLine()).toBe(
      "2 documents are no longer in the folder; --prune deletes nothing while the folder holds no document.",
    );
  });

  test.skipIf(!canListProcesses)("tells of what waits for the next one, and why", async () => {
    const { folder, run } = await commandFolder();
    await run("import", "docs", "--collection", "office");
    await writeFile(join(folder, "docs/leave.md"), slow);
    const { child, result } = startCommand(["import", "docs", "--collection", "office"], { folder });
    const killed = new Set<number>();
    const killReader = () =>
      vi.waitFor(() => {
        const [reader] = childrenOf(child.pid ?? 0).filter((pid) => isRunning(pid) && !killed.has(pid));
        if (reader === undefined) throw new Error("No process reads.");
        killed.add(reader);
        process.kill(reader, "SIGKILL");
      }, eventually);
    // Killed in its first turn, and in the second one.
    await killReader();
    await killReader();
    const { exitCode, output } = await result;
    expect(output).toMatch(
      /^waiting {2}leave\.md: The process .* was ended by SIGKILL\. The next import takes it up; until then it has its 2 points of before\.$/m,
    );
    expect(output).toMatch(/: 1 unchanged, 1 waiting; it holds 4 points\.$/m);
    expect(exitCode).toBe(1);
  });

  test("watches until it is interrupted", async () => {
    const { folder } = await commandFolder();
    await writeFile(join(folder, "docs/empty.csv"), "item,price\n");
    await writeFile(join(folder, "docs/logo.png"), "");
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
    await writeFile(join(folder, "docs/more.txt"), "More. ".repeat(200));
    await shows("it holds 6 points");
    await rm(join(folder, "docs/more.txt"));
    await shows("1 document is no longer in the folder; --prune deletes it.\n");
    // Each import tells how much it has to do, also when that is as much as before.
    expect(output.match(/^\d+ to import$/gm)).toHaveLength(output.match(/^office \(/gm)?.length ?? 0);
    child.kill("SIGINT");
    const { exitCode, errors } = await result;
    expect(output.match(/^skipped .*/gm)).toEqual([expect.stringContaining("logo.png")]);
    expect(output.match(/^failed .*/gm)).toEqual([expect.stringContaining("empty.csv")]);
    expect({ exitCode, errors }).toEqual({
      exitCode: 0,
      errors: expect.stringMatching(/Watching for changes until Ctrl-C\.\n$/),
    });
  });
});
