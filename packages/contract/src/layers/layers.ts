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
 * The layers that are to be run, from lists as they are typed: `dredd,strict`.
 *
 * @throws CannotRunError that lists the layers where there is no such one, or where none is left.
 */
export function chooseLayers(only: string | undefined, without: string | undefined): LayerName[] {
  const chosen = only === undefined ? allLayers : parse(only);
  const left = without === undefined ? [] : parse(without);
  const names = allLayers.filter((name) => chosen.includes(name) && !left.includes(name));
  if (names.length === 0) throw new CannotRunError(`No layer is left: keep some of ${allLayers.join(",")}.`);
  return names;
}

function parse(text: string): LayerName[] {
  return text.split(",").map((typed) => {
    const name = allLayers.find((known) => known === typed.trim());
    if (name !== undefined) return name;
    throw new CannotRunError(`There is no layer "${typed.trim()}": take some of ${allLayers.join(",")}.`);
  });
}
