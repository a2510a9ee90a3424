import { describe, expect, test } from "vitest";
import { commandFolder } from "../testing/command-folder.js";
import { runCommand } from "../testing/run-command.js";

describe("the command line", () => {
  const rows: Record<string, [argv: string[], exitCode: number, output: RegExp, errors: RegExp]> = {
    "tells its version": [["--version"], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    "shows its help": [["--help"], 0, /^Usage: viking-kb-server .*\nExit codes: /s, /^$/],
    "shows the help of a command": [["import", "--help"], 0, /--collection <name>/, /^$/],
    "is not complete alone": [[], 2, /^$/, /^Usage: viking-kb-server /],
    "knows no such command": [["export"], 2, /^$/, /unknown command 'export'/],
    "knows no such option": [["serve", "--prot", "1"], 2, /^$/, /Did you mean --port\?/],
    "takes no such port": [["serve", "--port", "70000"], 2, /^$/, /must be a whole number from 0 to 65535/],
    "takes no such log level": [["serve", "--log-level", "loud"], 2, /^$/, /Allowed choices are trace, /],
    "needs a collection to import into": [["import", "docs"], 2, /^$/, /required option '--collection <name>'/],
    "needs a name by the rule": [["import", "docs", "--collection", "1st"], 1, /^$/, /^error: .*1st.*letter/],
    "cannot import what is not there": [["import", "nothing", "--collection", "c"], 1, /^$/, /^error: .*nothing/],
    "takes no such length": [["import", "docs", "--collection", "c", "--chunk-length", "0"], 2, /^$/, /at least 1/],
    "excludes contradicting projects": [
      ["keys", "create", "--project", "a", "--all-projects"],
      2,
      /^$/,
      /^error: --project and --all-projects exclude each other/,
    ],
    "makes no key for a project that nothing can be called": [
      ["keys", "create", "--project", "bad name"],
      1,
      /^$/,
      /^error: A project cannot be called "bad name": /,
    ],
    "makes no key in the name of fixtures": [
      ["keys", "create", "--name", "fixture:reader"],
      2,
      /^$/,
      /^error: A name that begins with fixture: /,
    ],
    "has no key yet": [["keys", "list"], 0, /^$/, /^There is no key yet: /],
    "cannot revoke what is not there": [["keys", "revoke", "AKLTx"], 1, /^$/, /^error: There is no such key/],
    "cannot load what is not there": [["load", "nothing.yaml"], 1, /^$/, /^error: .*nothing\.yaml/],
    "obeys nothing in what it is given": [
      ["import", "no\u001b[2Jfolder\u009b", "--collection", "c"],
      1,
      /^$/,
      /^error: .*nofolder[^\n\p{C}]*\n$/u,
    ],
    "cannot open what is no database": [
      ["keys", "list", "--database", "docs/leave.md"],
      1,
      /^$/,
      /^error: .*leave\.md/,
    ],
  };
  test.each(Object.entries(rows))("%s", async (_title, [argv, exitCode, output, errors]) => {
    const { run } = await commandFolder();
    const result = await run(...argv);
    expect(result.errors).toMatch(errors);
    expect(result.output).toMatch(output);
    expect(result.exitCode).toBe(exitCode);
    expect(result.errors).not.toMatch(/^ +at /m);
  });

  test("an older Node hears which it needs", async () => {
    const { folder } = await commandFolder();
    const disguise = 'Object.defineProperty(process,"versions",{value:{...process.versions,node:"22.15.0"}})';
    const nodeArguments = ["--import", `data:text/javascript,${encodeURIComponent(disguise)}`];
    expect(await runCommand(["keys", "list"], { folder, nodeArguments })).toEqual({
      exitCode: 1,
      output: "",
      errors: "viking-kb-server needs Node 22.16 or newer for its database; this is 22.15.0.\n",
    });
  });
});
