import type { Contestant } from "../../contestant.js";
import { inTurn } from "../../in-turn.js";
import { contentType, host } from "./request.js";

/** A library that signs the request of this suite. */
export interface Signer<Signed> {
  readonly name: string;
  readonly sign: (body: string) => Signed;
  /** The headers that signing added. */
  readonly headersOf: (signed: Awaited<Signed>) => Headers;
  /** Throws, or rejects, where the headers that are sent do not sign the body. */
  readonly check: (sent: Headers, body: string) => unknown;
}

/** A signer that signs these bodies, one after the other. */
export function signingContestant<Signed>(signer: Signer<Signed>, bodies: readonly string[]): Contestant {
  const { name, sign, headersOf, check } = signer;
  const nextBody = inTurn(bodies);
  return {
    name,
    operation: () => sign(nextBody()),
    check: async () => {
      for (const body of bodies) {
        const sent = new Headers(headersOf(await sign(body)));
        sent.set("host", host);
        sent.set("content-type", contentType);
        await check(sent, body);
      }
    },
  };
}
