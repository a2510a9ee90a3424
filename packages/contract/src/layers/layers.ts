import { CannotRunError } from "../cannot-run-error.js";
import { dreddLayer } from "./dredd.js";
import type { Layer, LayerName } from "./layer.js";
import { propertiesLayer } from "./properties.js";
import { strictLayer } from "./strict.js";

/** Every layer, in the order in which they are run. */
export const layers: readonly Layer[] = [dreddLayer, strictLayer, propertiesLayer];

/** The names of all layers. */
export const allLayers: readonly LayerName[] = layers.map(({ name }) => name);

/**
 * The layers that are to be run, from a list as it is typed: `dredd,strict`; all by default.
 *
 * @throws CannotRunError that lists the layers where there is no such one.
 */
export function chooseLayers(only: string | undefined): readonly LayerName[] {
  if (only === undefined) return allLayers;
  const chosen = only.split(",").map((typed) => typed.trim());
  const unknown = chosen.find((typed) => !allLayers.some((name) => name === typed));
  if (unknown === undefined) return allLayers.filter((name) => chosen.includes(name));
  throw new CannotRunError(`There is no layer "${unknown}": take some of ${allLayers.join(",")}.`);
}
