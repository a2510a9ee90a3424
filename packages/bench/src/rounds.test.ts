import { expect, test } from "vitest";
import { createFakeClock } from "../testing/fake-clock.js";
import { orderOfRound, runRounds } from "./rounds.js";

test("each contestant fills a round with its job, and gives one reading a round", async () => {
  const { contestant, cpuClock, done } = createFakeClock();
  const contestants = [contestant("fast", 2), contestant("slow", 50), contestant("longer than a round", 3000)];
  const readings = await runRounds(contestants, { rounds: 3, roundMicroseconds: 1000, cpuClock });
  expect(Object.fromEntries(readings)).toEqual({
    fast: [2, 2, 2],
    slow: [50, 50, 50],
    "longer than a round": [3000, 3000, 3000],
  });
  const times = (name: string) => done.filter((other) => other === name).length;
  // Warm-up doubles until a round is filled, 1 + 2 + … + 512 and 1 + … + 32; then come three rounds.
  expect(times("fast")).toBe(1023 + 3 * 500);
  expect(times("slow")).toBe(63 - 32 + 3 * 20 + 32);
  expect(times("longer than a round")).toBe(1 + 3);
});

test("a round ends before an input would come twice in it", async () => {
  const { contestant, cpuClock, done } = createFakeClock();
  const contestants = [contestant("alone", 1, { inputs: 100 }), contestant("batch", 32, { batch: 32, inputs: 100 })];
  await runRounds(contestants, { rounds: 2, roundMicroseconds: 1000, cpuClock });
  const times = (name: string) => done.filter((other) => other === name).length;
  expect(times("alone")).toBe(2047 + 2 * 100);
  expect(times("batch")).toBe(63 + 2 * 3);
});

test("the rounds are interleaved, in the order of each round", async () => {
  const { contestant, cpuClock, done } = createFakeClock();
  const contestants = ["a", "b", "c"].map((name) => contestant(name, 1000));
  await runRounds(contestants, { rounds: 4, roundMicroseconds: 1000, cpuClock });
  expect(done.join("")).toBe(`abc${["abc", "acb", "cab", "cba"].join("")}`);
});

test("an operation that does its job several times gives the CPU time of one", async () => {
  const { contestant, cpuClock } = createFakeClock();
  const options = { rounds: 1, roundMicroseconds: 1000, cpuClock };
  const readings = await runRounds([contestant("batch", 800, { batch: 32 })], options);
  expect(readings.get("batch")).toEqual([25]);
});

test("a promise is awaited before the next job begins", async () => {
  const { contestant, cpuClock, done } = createFakeClock();
  const operation = async () => {
    inside.operation();
    await null;
    done.push("end");
  };
  const inside = contestant("begin", 500);
  const readings = await runRounds([{ ...inside, operation }], { rounds: 1, roundMicroseconds: 1000, cpuClock });
  expect(readings.get("begin")).toEqual([500]);
  expect(done.join(" ")).toBe(Array(5).fill("begin end").join(" "));
});

test("what is no promise is not awaited", async () => {
  const { contestant, cpuClock, done } = createFakeClock();
  const job = contestant("job", 500);
  const operation = () => {
    job.operation();
    queueMicrotask(() => done.push("turn"));
  };
  await runRounds([{ ...job, operation }], { rounds: 1, roundMicroseconds: 1000, cpuClock });
  expect(done.slice(-4).join(" ")).toBe("job job turn turn");
});

test("what a job rejects with ends the run", async () => {
  const { contestant, cpuClock } = createFakeClock();
  const broken = contestant("broken", 1, { operation: () => Promise.reject(new Error("it broke")) });
  await expect(runRounds([broken], { rounds: 1, roundMicroseconds: 1, cpuClock })).rejects.toThrow("it broke");
});

const rows: [round: number, order: string][] = [
  [0, "abc"],
  [1, "acb"],
  [2, "cab"],
  [3, "cba"],
  [4, "bca"],
  [5, "bac"],
  [6, "abc"],
];

test.each(rows)("round %i: %s", (round, order) => {
  expect(orderOfRound(["a", "b", "c"], round).join("")).toBe(order);
});

test("each stands at each place equally often, and as often behind one neighbour as behind another", () => {
  const names = ["a", "b", "c", "d", "e"];
  const orders = Array.from({ length: 10 }, (_, round) => orderOfRound(names, round));
  for (const [place] of names.entries()) {
    expect(orders.map((order) => order[place]).toSorted()).toEqual([...names, ...names].toSorted());
  }
  const followsForward = orders.filter((order) => order.join("").includes("ab")).length;
  const followsBackward = orders.filter((order) => order.join("").includes("ba")).length;
  expect([followsForward, followsBackward]).toEqual([4, 4]);
});
