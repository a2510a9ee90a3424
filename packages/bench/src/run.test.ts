import { expect, test } from "vitest";
import { createFakeClock } from "../testing/fake-clock.js";
import type { Comparison, Contestant } from "./comparison.js";
import { run } from "./run.js";

interface Machine {
  readonly roundLength?: NonNullable<Comparison["roundLength"]>;
  /** CPU time of our job; the baseline's is 1000 µs. */
  readonly ours?: number;
  /** See `createFakeClock`. */
  readonly growth?: number;
  readonly differences?: Partial<Contestant>;
}

/** Runs a command line on two comparisons, "big job" with a gate at 0.5 and "small job" without one. */
async function bench(
  argv: string[],
  { ours = 1250, growth = 1, differences = {}, roundLength = "short" }: Machine = {},
) {
  const { contestant, cpuClock, done } = createFakeClock(growth);
  const comparison = (name: string, gates: Comparison["gates"]): Comparison => ({
    name,
    gates,
    roundLength,
    prepare: async () => ({
      baseline: contestant("base", 1000),
      contestants: [contestant("ours", ours, differences)],
      close: async () => void done.push(`end of ${name}`),
    }),
  });
  let output = "";
  let errors = "";
  const exitCode = await run(argv, {
    comparisons: [comparison("big job", [{ contestant: "ours", atLeast: 0.5, aim: 0.9 }]), comparison("small job", [])],
    cpuClock,
    machine: "Node 0, test",
    terminal: {
      write: (text) => {
        output += text;
      },
      writeError: (text) => {
        errors += text;
      },
    },
  });
  return { exitCode, output, errors, done };
}

test("a table for each comparison, the gates, and how the run came out", async () => {
  const { exitCode, output } = await bench([]);
  expect(exitCode).toBe(0);
  expect(output).toBe(`big job, 21 rounds
                      CPU time  ratio to base  middle half
base                  1.00 ms   1.000          1.000 to 1.000
base again (control)  1.00 ms   1.000          1.000 to 1.000
ours                  1.25 ms   0.800          0.800 to 0.800

small job, 21 rounds
                      CPU time  ratio to base  middle half
base                  1.00 ms   1.000          1.000 to 1.000
base again (control)  1.00 ms   1.000          1.000 to 1.000
ours                  1.25 ms   0.800          0.800 to 0.800

gate           at least  aim    measured
big job: ours  0.500     0.900  0.800     pass

passed: 1 of 1 gates (Node 0, test)
`);
});

test("what a check tells stands below its table, and in the report", async () => {
  const differences = { check: async () => "its heap stays" };
  const { output } = await bench(["--filter", "small"], { differences });
  expect(output).toContain("0.800 to 0.800\nours: its heap stays\n\n");
  const { output: json } = await bench(["--json", "--filter", "small"], { differences });
  expect(JSON.parse(json).measurements[0].remarks).toEqual(["ours: its heap stays"]);
});

test("each comparison ends what it has started before the next begins, whether it succeeds or not", async () => {
  const { done } = await bench(["--quick"]);
  const ends = done.flatMap((name, index) => (name.startsWith("end of") ? [index] : []));
  expect(ends.map((index) => done[index])).toEqual(["end of big job", "end of small job"]);
  expect(ends[1]).toBe(done.length - 1);
  expect(done.slice((ends[0] ?? 0) + 1, ends[1])).toContain("base");
  const broken = await bench(["--quick"], { differences: { check: () => Promise.reject(new Error("no")) } });
  expect(broken.done).toEqual(["end of big job"]);
});

// A machine that grows slower all the time: whoever runs later seems slower, the control most of all.
const noise = 1.01;

const outcomes: [machine: Machine, exitCode: number, said: string][] = [
  [{}, 0, "passed: 1 of 1 gates"],
  [{ ours: 2000 }, 0, "passed: 1 of 1 gates"],
  [{ ours: 2001 }, 1, "missed: 1 of 1 gates"],
  [{ growth: noise }, 0, "not judged: 1 of 1 gates"],
  [{ growth: noise, ours: 100_000 }, 0, "not judged: 1 of 1 gates"],
];
test.each(outcomes)("%j ends with %i, %s", async (machine, exitCode, said) => {
  const { output, ...rest } = await bench(["--quick"], machine);
  expect(rest.exitCode).toBe(exitCode);
  expect(output).toContain(`\n${said}`);
  expect(output.includes("passed")).toBe(said.startsWith("passed"));
  expect(output.includes("Not judged: the control reads ")).toBe(said.startsWith("not judged"));
});

test("--json writes the whole report and nothing else", async () => {
  const { output } = await bench(["--json", "--filter", "big"]);
  const result = (name: string, microseconds: number, ratio: number) => ({
    name,
    microseconds,
    ratio: { lowerQuartile: ratio, median: ratio, upperQuartile: ratio },
  });
  expect(JSON.parse(output)).toEqual({
    machine: "Node 0, test",
    measurements: [
      {
        comparison: "big job",
        rounds: 21,
        baseline: result("base", 1000, 1),
        control: result("base again", 1000, 1),
        contestants: [result("ours", 1250, 0.8)],
        remarks: [],
      },
    ],
    verdicts: [{ comparison: "big job", contestant: "ours", atLeast: 0.5, aim: 0.9, measured: 0.8, verdict: "pass" }],
    outcome: "passed",
  });
});

test("--filter leaves the others out; without a gate nothing is judged", async () => {
  const { exitCode, output } = await bench(["--quick", "--filter", "small"]);
  expect(exitCode).toBe(0);
  expect(output).not.toContain("big job");
  expect(output).toMatch(/^small job, 7 rounds\n.*\n\nnot judged: no gate was measured \(Node 0, test\)\n$/s);
});

test("--quick does each job less often", async () => {
  const [full, quick] = [await bench([]), await bench(["--quick"])];
  expect(quick.done.length).toBeLessThan(full.done.length / 4);
});

test.each([
  [[], 11],
  [["--quick"], 5],
])("long rounds are ten times as long, and fewer: with %j %i", async (argv, rounds) => {
  const [short, long] = [await bench(argv), await bench(argv, { roundLength: "long" })];
  expect(long.output).toContain(`big job, ${rounds} rounds\n`);
  const jobs = ({ done }: typeof short) => done.filter((name) => name === "ours").length;
  expect(jobs(long)).toBeGreaterThan(jobs(short) * 4);
});

const refusals: { what: string; argv: string[]; differences?: Partial<Contestant>; said: string }[] = [
  {
    what: "an unknown option",
    argv: ["--fast"],
    said: "error: unknown option '--fast'\nhint: `viking-kb-bench --help` shows what it takes.\n",
  },
  {
    what: "an argument",
    argv: ["sign"],
    said: "error: too many arguments. Expected 0 arguments but got 1.\nhint: `viking-kb-bench --help` shows what it takes.\n",
  },
  {
    what: "a filter that nothing passes",
    argv: ["--filter", "huge"],
    said: 'error: No comparison has "huge" in its name. There are: "big job", "small job".\n',
  },
  {
    what: "a contestant whose answer is wrong",
    argv: [],
    differences: { check: () => Promise.reject(new Error("it forgets the body.")) },
    said: "error: big job: ours does not do its job: it forgets the body.\n",
  },
  {
    what: "a contestant that does nothing",
    argv: [],
    differences: { operation: () => {} },
    said: "error: ours takes no CPU time that can be measured: its operation does nothing.\n",
  },
];
test.each(refusals)("$what ends with 2 and a sentence", async ({ argv, differences = {}, said }) => {
  const { exitCode, output, errors } = await bench(argv, { differences });
  expect({ exitCode, output, errors }).toEqual({ exitCode: 2, output: "", errors: said });
});

test("--help is no failure", async () => {
  const { exitCode, output, done } = await bench(["--help"]);
  expect(exitCode).toBe(0);
  expect(output).toContain("Ends with 0 when no gate is missed");
  expect(done).toEqual([]);
});
