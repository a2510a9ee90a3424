import type { Difference } from "./compare-answers.js";
import { type Json, pointerStep } from "./json.js";

/** A link's query is what makes a signed one work. */
const queries = /(\bhttps?:\/\/[^\s?"\\]*\?)[^\s"\\]+/gi;
const longest = 80;

/** A difference in words, without the query of any link: `/data/point_num is 0; documented 53`. */
export function formatDifference({ path, kind, documented, actual }: Difference): string {
  const place = path.map(pointerStep).join("");
  if (kind === "extra") return `${place} is ${show(actual)}; not documented`;
  if (kind === "missing") return `${place} is missing; documented ${show(documented)}`;
  return `${place} is ${show(actual)}; documented ${show(documented)}`;
}

function show(value: Json | undefined): string {
  const text = JSON.stringify(value).replace(queries, "$1(redacted)");
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
