import { isObject, type JsonObject, member } from "../json.js";

/** The points of an answer, as far as they are objects. */
export function pointsOf(body: JsonObject): JsonObject[] {
  const points = member(body, "data").point_list;
  return Array.isArray(points) ? points.filter(isObject) : [];
}
