import { expect, it } from "vitest";
import { createPace } from "./target.js";

/** When each request may be sent, by the moments at which they ask, in milliseconds. */
async function turns(perSecond: number, asked: readonly number[]): Promise<number[]> {
  let time = 0;
  const slept: number[] = [];
  const pace = createPace(perSecond, { now: () => time, sleep: async (wait) => slept.push(time + wait) });
  const given: number[] = [];
  for (const moment of asked) {
    time = moment;
    const before = slept.length;
    await pace();
    given.push(slept[before] ?? moment);
  }
  return given;
}

const rows: { what: string; perSecond: number; asked: number[]; given: number[] }[] = [
  { what: "one after the other", perSecond: 2, asked: [0, 0, 0, 0], given: [0, 500, 1000, 1500] },
  { what: "less than one a second", perSecond: 0.5, asked: [0, 100, 2000], given: [0, 2000, 4000] },
  { what: "slower than they could be", perSecond: 2, asked: [0, 700, 1400], given: [0, 700, 1400] },
  {
    what: "after a pause, which saves nothing up",
    perSecond: 2,
    asked: [0, 5000, 5000, 5000],
    given: [0, 5000, 5500, 6000],
  },
];
it.each(rows)("gives turns $what", async ({ perSecond, asked, given }) => {
  expect(await turns(perSecond, asked)).toEqual(given);
});

it("spaces turns that are asked for at once", async () => {
  const waits: number[] = [];
  const pace = createPace(4, { now: () => 0, sleep: async (wait) => waits.push(wait) });
  await Promise.all([pace(), pace(), pace()]);
  expect(waits).toEqual([250, 500]);
});
