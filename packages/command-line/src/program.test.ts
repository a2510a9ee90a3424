import { InvalidArgumentError } from "commander";
import { expect, test } from "vitest";
import { createProgram, positiveNumber, repeated, runProgram, UsageError, versionOf, wholeNumber } from "./program.js";

interface Row {
  readonly what: string;
  readonly argv?: readonly string[];
  /** What the command throws. */
  readonly thrown?: unknown;
  readonly aborted?: boolean;
  readonly failed?: number;
  readonly exitCode: number;
  readonly output?: RegExp;
  readonly errors?: RegExp;
}

const rows: readonly Row[] = [
  { what: "all is well", exitCode: 0 },
  { what: "help is asked for", argv: ["--help"], exitCode: 0, output: /^Usage: example / },
  {
    what: "an option is unknown",
    argv: ["--prot"],
    exitCode: 2,
    errors: /^error: unknown option '--prot'\n.*hint: `example --help` shows what it takes\.\n$/s,
  },
  {
    what: "an option's value is wrong",
    argv: ["--port", "x"],
    exitCode: 2,
    errors: /It must be a whole number from 0 to 9\.\nhint: `example --help` shows what it takes\.\n$/,
  },
  {
    what: "an option of a command is unknown",
    argv: ["child", "--prot"],
    exitCode: 2,
    errors: /hint: `example child --help` shows what it takes\.\n$/,
  },
  {
    what: "an option's value is wrong, behind one that is a command's name",
    argv: ["--name", "child", "--port", "x"],
    exitCode: 2,
    errors: /hint: `example --help` shows what it takes\.\n$/,
  },
  {
    what: "the same, before a command",
    argv: ["--name", "other", "--name=other", "child", "--port", "x"],
    exitCode: 2,
    errors: /hint: `example child --help` shows what it takes\.\n$/,
  },
  {
    what: "an argument is a command's name",
    argv: ["child", "other", "--prot"],
    exitCode: 2,
    errors: /hint: `example child --help` shows what it takes\.\n$/,
  },
  {
    what: "a command is unknown",
    argv: ["chlid", "child", "--prot"],
    exitCode: 2,
    errors: /hint: `example --help` shows what it takes\.\n$/,
  },
  { what: "a setting is wrong", thrown: new UsageError("No key."), exitCode: 2, errors: /^error: No key\.\n$/ },
  { what: "something fails", thrown: new Error("a\u001b[31m\nb"), exitCode: 1, errors: /^error: a\nb\n$/ },
  { what: "what is no error is thrown", thrown: "x", exitCode: 1, errors: /^error: x\n$/ },
  { what: "failing has another code", thrown: new Error("x"), failed: 7, exitCode: 7, errors: /^error: x\n$/ },
  { what: "it was interrupted", thrown: new Error("x"), aborted: true, exitCode: 130, errors: /^error: x\n$/ },
];
test.each(rows)("A command line where $what ends with $exitCode", async (row) => {
  const { argv = [], thrown, aborted, failed, exitCode, output = /^$/, errors = /^$/ } = row;
  const written: { output: string[]; errors: string[] } = { output: [], errors: [] };
  const terminal = {
    write: (text: string) => written.output.push(text),
    writeError: (text: string) => written.errors.push(text),
    signal: aborted ? AbortSignal.abort() : new AbortController().signal,
  };
  const program = createProgram("example", terminal)
    .option("--port <number>", "", wholeNumber({ smallest: 0, largest: 9 }))
    .option("--name <name>")
    .action(() => {
      if (thrown !== undefined) throw thrown;
    });
  program.command("child").argument("[name]");
  program.command("other");
  expect(await runProgram(program, argv, terminal, failed)).toBe(exitCode);
  expect(written.output.join("")).toMatch(output);
  expect(written.errors.join("")).toMatch(errors);
});

test("The version is that of the package", () => {
  expect(versionOf(import.meta.url)).toMatch(/^\d+\.\d+\.\d+$/);
});

const numbers = [
  { text: "0", range: {}, read: 0 },
  { text: "-12", range: {}, read: -12 },
  { text: "3", range: { smallest: 3, largest: 3 }, read: 3 },
  { text: "9007199254740991", range: {}, read: Number.MAX_SAFE_INTEGER },
];
test("What is given several times is read in its order, and what cannot be read is wrong", () => {
  const read = repeated((text) => {
    if (text === "x") throw new Error("It must not be x.");
    return text.toUpperCase();
  });
  expect(["a", "b", "a"].reduce<string[] | undefined>((before, text) => read(text, before), undefined)).toEqual([
    "A",
    "B",
    "A",
  ]);
  expect(() => read("x", ["A"])).toThrow(new InvalidArgumentError("It must not be x."));
});

test.each(numbers)("$text is a whole number of $range", ({ text, range, read }) => {
  expect(wholeNumber(range)(text)).toBe(read);
});

const noNumbers = [
  { text: "", range: {}, said: "It must be a whole number." },
  { text: "1.5", range: {}, said: "It must be a whole number." },
  { text: "1e3", range: {}, said: "It must be a whole number." },
  { text: " 1", range: {}, said: "It must be a whole number." },
  { text: "9007199254740992", range: {}, said: "It must be a whole number." },
  { text: "-0", range: { smallest: 0 }, said: "It must be a whole number of at least 0." },
  { text: "2", range: { smallest: 3 }, said: "It must be a whole number of at least 3." },
  { text: "4", range: { smallest: 1, largest: 3 }, said: "It must be a whole number from 1 to 3." },
];
test.each(noNumbers)("$text is no whole number of $range", ({ text, range, said }) => {
  expect(() => wholeNumber(range)(text)).toThrow(said);
});

test.each([
  { text: "0.5", read: 0.5 },
  { text: "1e3", read: 1000 },
])("$text is a number above 0", ({ text, read }) => {
  expect(positiveNumber("requests a second")(text)).toBe(read);
});

test.each(["", " ", "0", "-1", "x", "Infinity", "NaN"])("%j is no number above 0", (text) => {
  expect(() => positiveNumber("requests a second")(text)).toThrow("It must be a number of requests a second above 0.");
});
