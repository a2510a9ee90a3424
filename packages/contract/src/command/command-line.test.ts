import { describe, expect, it } from "vitest";
import { runCommand } from "../../testing/run-command.js";

/** Nothing answers there: what is not refused before does not get far. */
const url = "http://127.0.0.1:9";

describe("an option that the run would drop is refused with 2 and a sentence", () => {
  const notWith = (one: string, other: string) => `option '${one}' cannot be used with option '${other}'`;
  const helpOf = ([word = ""]: readonly string[]) =>
    `viking-kb-contract ${["compare", "names", "verify"].includes(word) ? `${word} ` : ""}--help`;
  const rows: { what: string; args: string[]; sentence: string }[] = [
    {
      what: "--differences with compare",
      args: ["compare", url, url, "--differences"],
      sentence: "unknown option '--differences'",
    },
    {
      what: "--wording with verify",
      args: ["verify", url, "--wording"],
      sentence: "unknown option '--wording'",
    },
    {
      what: "--quota beside --rate",
      args: [url, "--quota", "5", "--rate", "5"],
      sentence: notWith("--quota <requests>", "--rate <requests>"),
    },
    {
      what: "a quota of nothing",
      args: [url, "--quota", "0"],
      sentence:
        "option '--quota <requests>' argument '0' is invalid. It must be a number of requests a second above 0.",
    },
    {
      what: "--rate on a mock",
      args: [url, "--mock", "--rate", "5"],
      sentence: notWith("--rate <requests>", "--mock"),
    },
    {
      what: "--names on a mock",
      args: [url, "--mock", "--names", "names.yaml"],
      sentence: notWith("--names <file>", "--mock"),
    },
    {
      what: "--other-names of a mock",
      args: ["compare", url, url, "--other-mock", "--other-names", "names.yaml"],
      sentence: notWith("--other-names <file>", "--other-mock"),
    },
    { what: "--mock with --cloud", args: ["--cloud", "--mock", "--rate", "5"], sentence: notWith("--cloud", "--mock") },
    {
      what: "a base URL with names",
      args: ["names", url],
      sentence: "too many arguments for 'names'. Expected 0 arguments but got 1.",
    },
    { what: "one base URL to compare", args: ["compare", url], sentence: "missing required argument 'second'" },
  ];
  it.each(rows)("$what", async ({ args, sentence }) => {
    const stderr = `error: ${sentence}\nhint: \`${helpOf(args)}\` shows what it takes.\n`;
    expect(await runCommand(args)).toEqual({ code: 2, stdout: "", stderr });
  });

  const ofServers = ["--rate 5", "--names names.yaml", "--region cn-north-1", "--quota 5"];
  it.each(ofServers)("%s on a mock of our own", async (option) => {
    const [flag = "", value = ""] = option.split(" ");
    const stderr = `error: ${flag} belongs to a server, not to a mock: give its base URL.\n`;
    expect(await runCommand([flag, value])).toEqual({ code: 2, stdout: "", stderr });
  });
});

describe("an option that means something is not refused", () => {
  const key = { VIKING_KB_ACCESS_KEY_ID: "AKLTEXAMPLE", VIKING_KB_SECRET_ACCESS_KEY: "a-secret" };
  const rows: { what: string; args: string[] }[] = [
    {
      what: "what an ordinary run has a use for",
      args: [url, "--differences", "--timeout", "5", "--coverage", "90", "--rate", "5"],
    },
    { what: "verify by its name", args: ["verify", url, "--layers", "strict"] },
    {
      what: "a region where the second is a server",
      args: ["compare", url, url, "--mock", "--region", "cn-north-1"],
    },
    {
      what: "a seed of made-up requests to two",
      args: ["compare", url, url, "--seed", "2", "--requests", "5", "--wording"],
    },
  ];
  it.each(rows)("$what", async ({ args }) => {
    const { code, stderr } = await runCommand(args, key);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`Nothing answers at ${url} `) });
  });
});

it.each(["verify", "compare"])("%s says in its help how keys and names are given", async (name) => {
  const { code, stdout } = await runCommand([name, "--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain(name === "verify" ? "VIKING_KB_CONTRACT_NAMES" : "VIKING_KB_OTHER_ACCESS_KEY_ID");
});
