import type { Difference } from "./compare-answers.js";
import { hideQueries } from "./hide-queries.js";
import { type Json, pointerStep } from "./json.js";

const longest = 80;

/** A difference in words, without the query of any link: `/data/point_num is 0; documented 53`. */
export function formatDifference({ path, kind, documented, actual }: Difference): string {
  const place = path.map(pointerStep).join("");
  if (kind === "extra") return `${place} is ${show(actual)}; not documented`;
  if (kind === "missing") return `${place} is missing; documented ${show(documented)}`;
  return `${place} is ${show(actual)}; documented ${show(documented)}`;
}

function show(value: Json | undefined): string {
  const text = hideQueries(JSON.stringify(value));
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
