import type { RefusalReason } from "../../src/index.js";
import type { Difference } from "../received.js";

/** A request to refuse, and why; but for what the name says it is sound and signed with the right key. */
export type Refusal = readonly [name: string, reason: RefusalReason, Difference];
