import type { Contestant } from "../../comparison.js";
import { inTurn } from "../../in-turn.js";
import { contentType, host, movingClock, type UnsignedRequest } from "./request.js";

/** A date in the form of AWS's signatures, for the peers that are not given a Date: `20260115T083000Z`. */
export function basicDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
}

/** A library that signs the requests of this suite. */
export interface Signer<Signed> {
  readonly name: string;
  /** Signs a request as of the second that the clock gives; it is read once. */
  readonly sign: (request: UnsignedRequest, now: () => Date) => Signed;
  /** The headers that signing added. */
  readonly headersOf: (signed: Awaited<Signed>) => Headers;
  /** Throws, or rejects, where the headers that are sent do not sign the request as of that date. */
  readonly check: (sent: Headers, request: UnsignedRequest, date: Date) => unknown;
}

/** Of the requests, how many are checked. */
export const checkedRequests = 64;

/**
 * A signer that signs these requests, one after the other, each so many milliseconds later than the one before. When all
 * of them were signed a second has passed, so nothing that it remembers of one can be the signature of another. It is
 * checked on the first of them twice, as of other seconds.
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
