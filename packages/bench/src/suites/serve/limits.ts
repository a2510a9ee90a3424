/** The contestant that the limits hold. */
export const own = "@viking-kb/server";

/**
 * The least ratio that each comparison of the server must reach, with what is wanted in the long run: a ratio is the
 * baseline's CPU time divided by the server's, so 1 / 5 is at most five times the baseline. Each leaves a third or
 * more of what was measured as room for other machines and busy ones.
 */
export const limits = {
  /** A verified page of 10 points, beside a constant answer of as many bytes. */
  pageOfTen: { atLeast: 1 / 8, aim: 1 / 5 },
  /** The same of one document, or of ten points by their ids. */
  filteredPage: { atLeast: 1 / 8, aim: 1 / 5 },
  /** Each of the other operations, beside a constant answer. */
  info: { atLeast: 1 / 6, aim: 1 / 4 },
  /** A page in the middle or at the end of the collection or of half of its documents, beside the first one. */
  anyPage: { atLeast: 1 / 2, aim: 1 / 1.5 },
  /** Pages spread evenly over all of these points, beside as many first ones. */
  allPages: { atLeast: 1 / 2, aim: 1 / 1.3 },
  /** From the start of the process to its first signed answer, beside a constant server. */
  start: { atLeast: 1 / 4, aim: 1 / 2.5 },
  /** Ready points, beside a loop by hand. */
  import: { atLeast: 1 / 6, aim: 1 / 2 },
} as const;
