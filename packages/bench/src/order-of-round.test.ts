import { expect, test } from "vitest";
import { orderOfRound } from "./order-of-round.js";

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
