import type { Contestant } from "../../../contestant.js";
import type { UnsignedRequest } from "../request.js";
import { signingContestant } from "../signer.js";
import { aws4 } from "./aws4.js";
import { aws4fetch } from "./aws4fetch.js";
import { smithy } from "./smithy.js";
import { vikingKb } from "./viking-kb.js";
import { volcengine } from "./volcengine.js";

/** Ours first, then the peers, each signing these requests, so many milliseconds apart. */
export function signers(requests: readonly UnsignedRequest[], milliseconds: number): Contestant[] {
  return [
    signingContestant(vikingKb, requests, milliseconds),
    signingContestant(aws4, requests, milliseconds),
    signingContestant(smithy, requests, milliseconds),
    signingContestant(volcengine, requests, milliseconds),
    signingContestant(aws4fetch, requests, milliseconds),
  ];
}
