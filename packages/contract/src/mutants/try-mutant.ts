import { CannotRunError } from "../cannot-run-error.js";
import type { LayerName } from "../layers/layer.js";
import type { Report } from "../report.js";
import { type VerifyOptions, verifyContract } from "../verify-contract.js";
import type { Mutant } from "./mutant.js";
import { type GoodServer, startMutantProxy } from "./mutant-proxy.js";

/** What came of one mutant. */
export interface MutantResult extends Pick<Mutant, "id" | "group" | "description"> {
  /** Whether any answer of its runs was changed. Where none was, nothing could be found. */
  readonly reached: boolean;
  /** What each layer that noticed said first. */
  readonly caught: Readonly<Partial<Record<LayerName, string>>>;
}

/** Has each layer, alone, verify what a mutant before a good server answers. */
export async function tryMutant(
  server: GoodServer,
  { layers = [], ...options }: VerifyOptions,
  mutant: Mutant,
): Promise<MutantResult> {
  const { id, group, description } = mutant;
  const proxy = await startMutantProxy(server, mutant);
  const caught: Partial<Record<LayerName, string>> = {};
  try {
    for (const layer of layers) {
      const report = await verifyContract(proxy.url, { ...options, layers: [layer] });
      if (!report.kept) caught[layer] = firstFinding(report);
    }
  } catch (error) {
    throw new CannotRunError(`The mutant ${id} cannot be tried: ${(error as Error).message}`, { cause: error });
  } finally {
    await proxy.close();
  }
  return { id, group, description, reached: proxy.changed() > 0, caught };
}

/** What is wrong first, in words. */
export function firstFinding({ layers }: Report): string {
  for (const { name, result } of layers) {
    if (result.outcome !== "broken") continue;
    const [failure] = result.failures;
    const [finding] = failure?.findings ?? [];
    return failure
      ? `${failure.operationId} ${failure.title}: ${finding?.at} ${finding?.message}`
      : `${name} is broken`;
  }
  return "nothing was tried";
}
