import type { Comparison, Field } from "../../comparison.js";
import type { PointListBody } from "../../server/request.js";

/** A call of this project's client, compared with a bare fetch and with other clients. */
export const callComparisons: readonly Comparison[] = [
  {
    name: "call",
    gates: [{ contestant: "@viking-kb/client", atLeast: 0.75, aim: 1 / 1.1 }],
    // Collecting all garbage takes as long as a hundred calls, and happens every few thousand of them.
    roundLength: "long",
    prepare: prepareCallers,
  },
];

/** Points of an answer: few, so that reading them does not hide the cost of the call. */
const limit = 2;
/** More than a round asks for, so that no signed request is sent twice in it. */
const pages = 16_384;

async function prepareCallers(): Promise<Field> {
  const { startServer } = await import("../../server/start-server.js");
  const { callers, rawFetch } = await import("./callers.js");
  const { callingContestant } = await import("./caller.js");
  const bodies = Array.from(
    { length: pages },
    (_, index): PointListBody => ({ collection_name: "faq", offset: index * limit, limit }),
  );
  const { endpoint, close } = await startServer(bodies.length * limit, limit);
  const expected = rawFetch.connect(endpoint);
  const contestant = (caller: typeof rawFetch) => callingContestant(caller, endpoint, bodies, expected);
  return { baseline: contestant(rawFetch), contestants: callers.map(contestant), close };
}
