import { describe, expect, test } from "vitest";
import { commandFolder } from "../testing/command-folder.js";
import { runCommand } from "../testing/run-command.js";

describe("the command line", () => {
  const rows: Record<string, { argv: string[]; exitCode: number; output?: RegExp; errors?: RegExp }> = {
    "tells its version": { argv: ["--version"], exitCode: 0, output: /^\d+\.\d+\.\d+\n$/ },
    "shows its help": { argv: ["--help"], exitCode: 0, output: /^Usage: viking-kb-server .*\nExit codes: /s },
    "shows the help of a command": { argv: ["import", "--help"], exitCode: 0, output: /--collection <name>/ },
    "is not complete alone": { argv: [], exitCode: 2, errors: /^Usage: viking-kb-server / },
    "knows no such command": { argv: ["search"], exitCode: 2, errors: /unknown command 'search'/ },
    "knows no such option": { argv: ["serve", "--prot", "1"], exitCode: 2, errors: /Did you mean --port\?/ },
    "takes no such port": {
      argv: ["serve", "--port", "70000"],
      exitCode: 2,
      errors: /must be a whole number from 0 to 65535/,
    },
    "lets no page of every origin call": {
      argv: ["serve", "--cors", "http://localhost:5173", "--cors", "*"],
      exitCode: 2,
      errors: /^error: option '--cors <origin>' argument '\*' is invalid\. .*name those that may/,
    },
    "takes no such log level": {
      argv: ["serve", "--log-level", "loud"],
      exitCode: 2,
      errors: /Allowed choices are trace, /,
    },
    "needs a collection to import into": {
      argv: ["import", "docs"],
      exitCode: 2,
      errors:
        /required option '--collection <name>'.*\nhint: `viking-kb-server import --help` shows what it takes\.\n$/,
    },
    "needs a name by the rule": {
      argv: ["import", "docs", "--collection", "1st"],
      exitCode: 1,
      errors: /^error: .*1st.*letter/,
    },
    "cannot import what is not there": {
      argv: ["import", "nothing", "--collection", "c"],
      exitCode: 1,
      errors: /^error: .*nothing/,
    },
    "takes no such length": {
      argv: ["import", "docs", "--collection", "c", "--chunk-length", "0"],
      exitCode: 2,
      errors: /at least 1/,
    },
    "excludes contradicting projects": {
      argv: ["keys", "create", "--project", "a", "--all-projects"],
      exitCode: 2,
      errors: /^error: --project and --all-projects exclude each other/,
    },
    "makes no key for a project that nothing can be called": {
      argv: ["keys", "create", "--project", "bad name"],
      exitCode: 1,
      errors: /^error: A project cannot be called "bad name": /,
    },
    "makes no key in the name of fixtures": {
      argv: ["keys", "create", "--name", "fixture:reader"],
      exitCode: 2,
      errors: /^error: A name that begins with fixture: /,
    },
    "has no key yet": { argv: ["keys", "list"], exitCode: 0, errors: /^There is no key yet: / },
    "cannot revoke what is not there": {
      argv: ["keys", "revoke", "AKLTx"],
      exitCode: 1,
      errors: /^error: There is no such key/,
    },
    "cannot load what is not there": { argv: ["load", "nothing.yaml"], exitCode: 1, errors: /^error: .*nothing\.yaml/ },
    "obeys nothing in what it is given": {
      argv: ["import", "no\u001b[2Jfolder\u009b", "--collection", "c"],
      exitCode: 1,
      errors: /^error: .*nofolder[^\n\p{C}]*\n$/u,
    },
    "cannot open what is no database": {
      argv: ["keys", "list", "--database", "docs/leave.md"],
      exitCode: 1,
      errors: /^error: .*leave\.md/,
    },
  };
  test.each(Object.entries(rows))("%s", async (_title, { argv, exitCode, output = /^$/, errors = /^$/ }) => {
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
