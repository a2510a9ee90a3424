import type { Comparison, Field } from "../../comparison.js";

const points = 100_000;

/** Iterating over a whole collection with this project's client, compared with a loop over a bare fetch. */
export const iterateComparisons: readonly Comparison[] = [
  {
    name: "iterate 100,000 points",
    // The aim is 1.15 times the loop's CPU time; the gate leaves room for a busy machine.
    gates: [{ contestant: "@viking-kb/client", atLeast: 0.8, aim: 1 / 1.15 }],
    prepare: prepareWalks,
  },
];

async function prepareWalks(): Promise<Field> {
  const { startServer } = await import("../../server/start-server.js");
  const { handWrittenLoop, vikingKb, walkingContestant } = await import("./walks.js");
  const { endpoint, close } = await startServer(points, 100);
  return {
    baseline: walkingContestant("a loop over fetch", handWrittenLoop(endpoint), points),
    contestants: [walkingContestant("@viking-kb/client", vikingKb(endpoint), points)],
    close,
  };
}
