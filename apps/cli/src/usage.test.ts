import { describe, expect, test } from "vitest";
import { recordTerminal } from "../testing/recorded-terminal.js";
import { run } from "./run.js";

const mock = ["--profile", "mock"];
const help = (command: string) => `\`${command} --help\` shows what it takes.`;

/** None of them sends anything: nothing listens where the profile mock points. */
const faults: Record<string, [argv: string[], message: string, hint: string]> = {
  "an unknown command": [["pointz"], "unknown command 'pointz' (Did you mean points?)", help("viking-kb")],
  "an unknown subcommand": [["points", "lst"], "unknown command 'lst' (Did you mean list?)", help("viking-kb points")],
  "an unknown option": [
    ["points", "list", "faq", "--ofset", "1"],
    "unknown option '--ofset' (Did you mean --offset?)",
    help("viking-kb points list"),
  ],
  "the same behind a profile that is called as a command": [
    ["--profile", "task", "points", "list", "faq", "--limit", "y"],
    "option '--limit <number>' argument 'y' is invalid. It must be a whole number.",
    help("viking-kb points list"),
  ],
  "an unknown option with a value, which is not repeated": [
    ["points", "list", "faq", "--ofset='sesame'"],
    "unknown option '--ofset'",
    help("viking-kb points list"),
  ],
  "an unknown short option": [["doc", "info", "-xsesame"], "unknown option '-x'", help("viking-kb doc info")],
  "an argument too many, not repeated": [
    ["profile", "add", "work", "sesame"],
    "too many arguments for 'add'. Expected 1 argument but got 2.",
    help("viking-kb profile add"),
  ],
  "a missing argument": [["task", "info"], "missing required argument 'task_id'", help("viking-kb task info")],
  "a missing value": [
    ["points", "list", "--limit"],
    "option '--limit <number>' argument missing",
    help("viking-kb points list"),
  ],
  "a limit that is no number": [
    ["points", "list", "--limit", "1e3"],
    "option '--limit <number>' argument '1e3' is invalid. It must be a whole number.",
    help("viking-kb points list"),
  ],
  "an offset that no number holds": [
    ["points", "list", "--offset", "9007199254740993"],
    "option '--offset <number>' argument '9007199254740993' is invalid. It must be a whole number.",
    help("viking-kb points list"),
  ],
  "no collection to describe": [
    ["collection", "info", ...mock],
    "missing required argument 'collection'",
    help("viking-kb collection info"),
  ],
  "no document of a collection": [
    ["doc", "wait", "intake", ...mock],
    "missing required argument 'doc_id'",
    help("viking-kb doc wait"),
  ],
  "no collection of points, as by a variable that is not set": [
    ["points", "list", "", ...mock],
    "No collection is named.",
    "Give its name or its resource id (kb-…) as the first argument.",
  ],
  "all points, and a limit": [
    ["points", "list", "faq", "--all", "--limit", "5", ...mock],
    "--all and --limit exclude each other.",
    "Leave one of them out.",
  ],
  "a file without a name": [
    ["task", "download", "t", "", ...mock],
    "The name of the file is empty.",
    "Name a file, or leave it out.",
  ],
  "a task whose id is a path, and no file": [
    ["task", "download", "../t", ...mock],
    "This task's id cannot be the name of a file.",
    "Name a file behind the id.",
  ],
  "no time at all": [
    ["task", "wait", "t", "--timeout", "0"],
    "option '--timeout <seconds>' argument '0' is invalid. It must be a number of seconds above 0, at most 86400.",
    help("viking-kb task wait"),
  ],
  "fewer than no retries": [
    ["task", "wait", "t", "--retries", "-1"],
    "option '--retries <number>' argument '-1' is invalid. It must be a whole number of at least 0.",
    help("viking-kb task wait"),
  ],
  "an endpoint that is none": [
    ["task", "info", "t", "--endpoint", "ftp://x", ...mock],
    'The endpoint must be an http or https address of scheme, host and port alone, like "http://127.0.0.1:4010".',
    "It comes from a flag, the profile or the environment.",
  ],
  "an unknown profile": [
    ["task", "info", "t", "--profile", "work"],
    'There is no profile "work" in /nonexistent/.config/viking-kb/profiles.json.',
    "There are: mock.",
  ],
  "no key anywhere": [
    ["task", "info", "t"],
    "No key was found: --profile is not given, the environment has neither VIKING_KB_ACCESS_KEY_ID nor VOLC_ACCESSKEY, and /nonexistent/.config/viking-kb/profiles.json names no default profile.",
    "Run `viking-kb profile add <name>`; or, against a running mock, add `--profile mock`.",
  ],
};

describe.each(Object.entries(faults))("%s", (_, [argv, message, hint]) => {
  test("in lines", async () => {
    const terminal = recordTerminal();
    expect(await run(argv, terminal)).toBe(2);
    expect(terminal.errors).toBe(`error: ${message}\nhint: ${hint}\n`);
    expect(terminal.output).toBe("");
  });
  test("as JSON", async () => {
    const terminal = recordTerminal();
    expect(await run(["--json", ...argv], terminal)).toBe(2);
    expect(JSON.parse(terminal.errors)).toEqual({ exitCode: 2, kind: "usage", message, hint });
    expect(terminal.output).toBe("");
  });
});

describe("a key is refused as an argument, and not repeated:", () => {
  const rows = [
    ["--secret", "sesame"],
    ["--secret-access-key=sesame"],
    ["--access-key-id", "sesame"],
    ["--session-token", "sesame"],
    ["--password", "sesame"],
    ["-sk", "sesame"],
  ];
  test.each(rows)("%s", async (...argv) => {
    const terminal = recordTerminal();
    expect(await run(["profile", "add", "work", ...argv], terminal)).toBe(2);
    expect(terminal.errors).toMatch(/^error: Keys are not taken as arguments: .*\nhint: Run `viking-kb profile add/);
    expect(terminal.errors).not.toContain("sesame");
  });
});

describe("half a command shows its help on standard error", () => {
  test.each([[[]], [["points"]], [["profile"]]])("%s", async (argv) => {
    const terminal = recordTerminal();
    expect(await run(argv, terminal)).toBe(2);
    expect(terminal.errors).toMatch(/^Usage: viking-kb/);
    expect(terminal.errors).toContain("\nerror: The command is not complete.\n");
    expect(terminal.output).toBe("");
  });
  test("but with --json stays one JSON object", async () => {
    const terminal = recordTerminal();
    expect(await run(["--json", "points"], terminal)).toBe(2);
    expect(JSON.parse(terminal.errors)).toMatchObject({ kind: "usage", message: "The command is not complete." });
  });
});

describe("help", () => {
  const commands = [
    "",
    "collection info",
    "doc info",
    "points list",
    "task info",
    "task wait",
    "task download",
    "doc wait",
    "inspect",
    "sign",
    "profile add",
  ];
  test.each(commands)("of `viking-kb %s` fits 80 columns and has examples", async (command) => {
    const terminal = recordTerminal({ columns: 80 });
    expect(await run([...command.split(" ").filter(Boolean), "--help"], terminal)).toBe(0);
    expect(terminal.output).toMatch(/\nExamples:\n {2}\S.*\n {2}\S/);
    expect(terminal.output.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(terminal.errors).toBe("");
  });
});
