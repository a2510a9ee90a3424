import type { Finding } from "../finding.js";

/** One thing that several answers must keep together. */
export interface WalkRule<Input> {
  readonly name: string;
  /** Where it stands: a page or section, or the decision of this project. */
  readonly source: string;
  /** See `Rule`. */
  readonly decision?: true;
  check(input: Input): Finding[];
}
