import type { Contestant } from "../../comparison.js";
import { inTurn } from "../../in-turn.js";
import { contentType, host, movingClock, type UnsignedRequest } from "./request.js";

/** A date as in AWS's signatures (`20260115T083000Z`), for libraries that do not take a Date. */
export function basicDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
}

/** A library that signs the requests of this suite. */
export interface Signer<Signed> {
  readonly name: string;
  /** Signs a request at the time of the clock, which is read once. */
  readonly sign: (request: UnsignedRequest, now: () => Date) => Signed;
  /** The headers that signing added. */
  readonly headersOf: (signed: Awaited<Signed>) => Headers;
  /** Throws, or rejects, when the sent headers do not sign the request at that date. */
  readonly check: (sent: Headers, request: UnsignedRequest, date: Date) => unknown;
}

/** Number of requests that are checked. */
export const checkedRequests = 64;

/**
 * A contestant that signs these requests one after the other, the clock moving on by `milliseconds` for each. All of
 * them together take at least a second of that clock, so that no remembered signature is right for a later request. The
 * check signs the first of them twice, in different seconds.
 */
export function signingContestant<Signed>(
  signer: Signer<Signed>,
  requests: readonly UnsignedRequest[],
  milliseconds: number,
): Contestant {
  const { name, sign, headersOf, check } = signer;
  const nextRequest = inTurn(requests);
  const now = movingClock(milliseconds);
  const nextSecond = movingClock(1_000);
  return {
    name,
    operation: () => sign(nextRequest(), now),
    check: async () => {
      const checked = requests.slice(0, checkedRequests);
      for (const request of [...checked, ...checked]) {
        const date = nextSecond();
        const sent = new Headers(headersOf(await sign(request, () => date)));
        sent.set("host", host);
        sent.set("content-type", contentType);
        const sentDate = sent.get("x-date") ?? sent.get("x-amz-date");
        if (sentDate !== basicDate(date)) {
          throw new Error(`its signature is of another second (${sentDate}).`);
        }
        await check(sent, request, date);
      }
    },
  };
}
