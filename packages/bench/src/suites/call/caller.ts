import { isDeepStrictEqual } from "node:util";
import type { Contestant } from "../../comparison.js";
import { inTurn } from "../../in-turn.js";
import type { PointListBody, PointListData } from "../../server/request.js";

/** A way to call point/list, by its name. */
export interface Caller {
  readonly name: string;
  /** Makes a client of this server, as its documentation says, with its own defaults. */
  readonly connect: (endpoint: string) => (body: PointListBody) => Promise<PointListData>;
}

const concurrency = 32;
/** Number of bodies that are checked. */
const checked = 64;
/** Large enough that the beginning and the end, when fewer calls are in flight, do not count. */
const batch = 1024;

/** Sends these bodies one after the other, 32 in flight; `expected` is the right result of each. */
export function callingContestant(
  { name, connect }: Caller,
  endpoint: string,
  bodies: readonly PointListBody[],
  expected: (body: PointListBody) => Promise<PointListData>,
): Contestant {
  const call = connect(endpoint);
  const nextBody = inTurn(bodies);
  return {
    name,
    batch,
    inputs: bodies.length,
    operation: () => inFlight(() => call(nextBody()), batch, concurrency),
    check: async () => {
      for (const body of bodies.slice(0, checked)) {
        if (!isDeepStrictEqual(await call(body), await expected(body))) throw new Error("it gives another answer.");
      }
    },
  };
}

/** Makes this number of calls with a constant number in flight: each starts when another has ended. */
export async function inFlight(call: () => Promise<unknown>, calls: number, concurrency: number): Promise<void> {
  let begun = 0;
  const callInTurn = async () => {
    while (begun++ < calls) await call();
  };
  await Promise.all(Array.from({ length: concurrency }, callInTurn));
}
