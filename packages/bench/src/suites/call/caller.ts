import { isDeepStrictEqual } from "node:util";
import type { Contestant } from "../../comparison.js";
import { inTurn } from "../../in-turn.js";
import type { PointListBody, PointListData } from "../../server/request.js";

/** A way to call point/list, by its name. */
export interface Caller {
  readonly name: string;
  /** Makes a client of this server, as its documentation says, and with its own defaults. */
  readonly connect: (endpoint: string) => (body: PointListBody) => Promise<PointListData>;
}

const concurrency = 32;
/** Of the bodies, how many are checked. */
const checked = 64;
/** Long enough for the calls of the beginning and the end, when fewer are in flight, not to count. */
const batch = 1024;

/** Asks for these bodies, one after the other, 32 at a time; `expected` is what each is to resolve to. */
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

/** Makes so many calls, with so many in flight from the first to the last: each begins where another has ended. */
export async function inFlight(call: () => Promise<unknown>, calls: number, concurrency: number): Promise<void> {
  let begun = 0;
  const callInTurn = async () => {
    while (begun++ < calls) await call();
  };
  await Promise.all(Array.from({ length: concurrency }, callInTurn));
}
