/** How much a document may hold and take, and how it is cut. */
export interface ImportLimits {
  /** Largest file, in bytes; a larger one fails with 30001. */
  readonly maximumFileBytes: number;
  /** Most points of a document; one that gives more fails with 35001. */
  readonly maximumPoints: number;
  /** Most sheets of a spreadsheet; more fail with 36005, those of a FAQ with 35004. */
  readonly maximumSheets: number;
  /** Most rows below the headers of a spreadsheet's sheets together; more fail with 36006. */
  readonly maximumRows: number;
  /** Longest point that running text is cut to, in Unicode code points. */
  readonly maximumChunkLength: number;
  /**
   * Most bytes of UTF-8 that the points of a document take in the database, with all that stands in each of them, such
   * as the document's metadata and the names of columns; one that gives more fails with 90001.
   */
  readonly maximumStoredBytes: number;
  /** Most CPU time that `importFolder` takes to read a document, in seconds; one that needs more fails with 90001. */
  readonly maximumCpuSeconds: number;
  /** Most memory that `importFolder` takes to read a document, in MiB; one that needs more fails with 90001. */
  readonly maximumHeapMebibytes: number;
}

/** Limits as a caller gives them; an absent or undefined one is the default. */
export type GivenLimits = { readonly [Name in keyof ImportLimits]?: number | undefined };

/** What holds where nothing else is given. */
export const defaultLimits: ImportLimits = {
  maximumFileBytes: 20 * 1024 * 1024,
  maximumPoints: 100_000,
  maximumSheets: 100,
  maximumRows: 100_000,
  maximumChunkLength: 1_000,
  maximumStoredBytes: 256 * 1024 * 1024,
  maximumCpuSeconds: 60,
  maximumHeapMebibytes: 1024,
};

/**
 * The given limits; the default for each that is not given.
 *
 * @throws Error when one is not a whole number above 0.
 */
export function completeLimits(given: GivenLimits = {}): ImportLimits {
  const limits = { ...defaultLimits };
  for (const name of Object.keys(defaultLimits) as (keyof ImportLimits)[]) {
    const limit = given[name] ?? defaultLimits[name];
    if (!Number.isSafeInteger(limit) || limit < 1) {
      throw new Error(`The limit ${name} is ${limit}; it must be a whole number from 1.`);
    }
    limits[name] = limit;
  }
  return limits;
}

/** A limit in words: `the 3 seconds of CPU time that are allowed`. */
export function allowed(limit: number, unit: string, of = ""): string {
  return limit === 1 ? `the 1 ${unit}${of} that is allowed` : `the ${limit} ${unit}s${of} that are allowed`;
}
