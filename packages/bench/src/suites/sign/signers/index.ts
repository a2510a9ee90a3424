import type { Contestant } from "../../../contestant.js";
import { signingContestant } from "../signer.js";
import { aws4 } from "./aws4.js";
import { aws4fetch } from "./aws4fetch.js";
import { smithy } from "./smithy.js";
import { vikingKb } from "./viking-kb.js";
import { volcengine } from "./volcengine.js";

/** Ours first, then the peers, each signing these bodies. */
export function signers(bodies: readonly string[]): Contestant[] {
  return [
    signingContestant(vikingKb, bodies),
    signingContestant(aws4, bodies),
    signingContestant(smithy, bodies),
    signingContestant(volcengine, bodies),
    signingContestant(aws4fetch, bodies),
  ];
}
