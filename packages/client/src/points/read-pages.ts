import type { CallOptions } from "../call-options.js";
import type { PointPage } from "../generated/models/index.js";
import type { PointIterateInput } from "../inputs.js";
import type { Operations } from "../operations.js";
import { createPageCursor } from "./page-cursor.js";
import { pointPages } from "./point-pages.js";

/** Every page of points from `offset` on. */
export const readPages = (
  listPoints: Operations["listPoints"],
  input: PointIterateInput,
  pageSize: number,
  options: CallOptions,
): AsyncIterable<PointPage> => pointPages(createPageCursor(listPoints, input, pageSize), options);

export type ReadPages = typeof readPages;
