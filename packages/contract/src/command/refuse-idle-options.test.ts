import { describe, expect, it } from "vitest";
import { runCommand } from "../../testing/run-command.js";

/** Nothing answers there: what is not refused before does not get far. */
const url = "http://127.0.0.1:9";
const everyRun = "an ordinary run or --differential";

/** Every option with a value, and the ways to run that it belongs to. */
const options: [typed: string, belongs: string][] = [
  ["--mock", everyRun],
  ["--cloud", everyRun],
  ["--rate 5", everyRun],
  ["--names names.yaml", everyRun],
  ["--differences", "an ordinary run"],
  ["--layers dredd", "an ordinary run"],
  ["--without dredd", "an ordinary run"],
  ["--seed 2", everyRun],
  ["--requests 5", everyRun],
  ["--region cn-north-1", everyRun],
  ["--timeout 5", "an ordinary run or --differential"],
  ["--coverage 90", "an ordinary run"],
  ["--explained why.yaml", everyRun],
  ["--differential http://127.0.0.1:9", "--differential"],
  ["--other-mock", "--differential"],
  ["--other-names names.yaml", "--differential"],
  ["--wording", "--differential"],
  ["--junit report.xml", "an ordinary run or --differential"],
  ["--json report.json", everyRun],
];
const flagOf = (typed: string) => typed.split(" ")[0] ?? "";
/** The ways that are asked for by an option. */
const ways = new Map([
  ["--print-names", ["--print-names"]],
  ["--differential", [url, "--differential", url]],
]);

it("is tested with every option of the command, but what asks for help or for a longer log", async () => {
  const { stdout } = await runCommand(["--help"]);
  const known = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag]) => flag);
  expect(known.toSorted()).toEqual(
    [...options.map(([typed]) => flagOf(typed)), "--print-names", "--verbose", "--help"].toSorted(),
  );
});

describe("an option that the run would drop is refused with 2 and a sentence", () => {
  const misplaced = [...ways].flatMap(([way, args]) =>
    options
      .filter(([typed, belongs]) => !ways.has(flagOf(typed)) && !belongs.includes(way))
      .map(([typed, belongs]): [string, string[], string] => [
        `${typed} with ${way}`,
        [...args, ...typed.split(" ")],
        `${flagOf(typed)} belongs to ${belongs}, not to ${way}: leave one of the two out.`,
      ]),
  );
  const alone = options
    .filter(([typed, belongs]) => !belongs.includes("ordinary") && !ways.has(flagOf(typed)))
    .map(([typed, belongs]): [string, string[], string] => [
      `${typed} alone`,
      [url, "--mock", ...typed.split(" ")],
      `${flagOf(typed)} belongs to ${belongs}: add ${belongs}, or leave ${flagOf(typed)} out.`,
    ]);
  const ownRun = (flag: string, way: string) => `${flag} is a run of its own, as ${way} is: leave one of the two out.`;
  const onMock = (flag: string) =>
    `${flag} belongs to a server or the cloud, not to a mock: give a server's base URL without --mock, or leave ${flag} out.`;
  const noLayer = (flag: string, layers: string) =>
    `${flag} belongs to ${layers}, which is left out: let it run, or leave ${flag} out.`;
  const others: [string, string[], string][] = [
    [
      "--differential with --print-names",
      ["--print-names", "--differential", url],
      ownRun("--differential", "--print-names"),
    ],
    ["--rate on a mock of our own", ["--rate", "5"], onMock("--rate")],
    ["--rate on a mock", [url, "--mock", "--rate", "5"], onMock("--rate")],
    ["--names on a mock", [url, "--mock", "--names", "names.yaml"], onMock("--names")],
    ["--region on a mock", [url, "--mock", "--region", "cn-north-1"], onMock("--region")],
    ["--region on two mocks", ["--differential", url, "--other-mock", "--region", "cn-north-1"], onMock("--region")],
    [
      "--other-names of a mock",
      [url, "--differential", url, "--other-mock", "--other-names", "names.yaml"],
      "--other-names belongs to a second target that is a server, not to --other-mock: leave one of the two out.",
    ],
    [
      "--seed without its layer",
      [url, "--mock", "--layers", "dredd,strict", "--seed", "2"],
      noLayer("--seed", "the layer properties"),
    ],
    [
      "--requests without its layer",
      [url, "--mock", "--without", "properties", "--requests", "5"],
      noLayer("--requests", "the layer properties"),
    ],
    [
      "--differences without a layer that has them",
      [url, "--mock", "--layers", "properties", "--differences"],
      noLayer("--differences", "one of the layers dredd or strict"),
    ],
    [
      "a base URL with --print-names",
      [url, "--print-names"],
      `The base URL belongs to ${everyRun}, not to --print-names: leave it out.`,
    ],
    ["--mock with --cloud", ["--cloud", "--mock"], "error: option '--cloud' cannot be used with option '--mock'"],
  ];
  it.each([...misplaced, ...alone, ...others])("%s", async (_what, args, sentence) => {
    expect(await runCommand(args)).toEqual({ code: 2, stdout: "", stderr: `${sentence}\n` });
  });
});

describe("an option that means something is not refused", () => {
  const key = { VIKING_KB_ACCESS_KEY_ID: "AKLTEXAMPLE", VIKING_KB_SECRET_ACCESS_KEY: "a-secret" };
  const rows: [what: string, args: string[]][] = [
    ["what an ordinary run has a use for", ["--differences", "--timeout", "5", "--coverage", "90", "--rate", "5"]],
    ["a region where the second is a server", ["--mock", "--differential", url, "--region", "cn-north-1"]],
    ["a seed of made-up requests to two", ["--differential", url, "--seed", "2", "--requests", "5", "--wording"]],
    ["layers that have differences", ["--layers", "strict", "--differences"]],
  ];
  it.each(rows)("%s", async (_what, args) => {
    const { code, stderr } = await runCommand([url, ...args], key);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`Nothing answers at ${url} `) });
  });
});
