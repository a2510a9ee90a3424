import type { Target } from "../target.js";
import { deriveHarmlessVariants, deriveMutants } from "./derive-mutants.js";
import type { Mutant } from "./mutant.js";
import { readMutantSources } from "./mutant-sources.js";

/** The mutant, or the harmless variant, with an id; undefined where there is none. */
export function findMutant(id: string, target: Target): Mutant | undefined {
  const sources = readMutantSources(target, {}, 5_000);
  return [...deriveMutants(sources), ...deriveHarmlessVariants(sources)].find((mutant) => mutant.id === id);
}
