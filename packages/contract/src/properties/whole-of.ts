import type { Asker } from "../asker.js";
import { type JsonObject, member } from "../json.js";
import type { Operation } from "../operation.js";
import { pointsOf } from "../rules/points.js";
import type { WholeOf } from "./operation-properties.js";

/** No answer holds more. */
const largestPage = 100;
/** A larger collection is not known as a whole. */
const mostPages = 5;

/** Lists the points of each collection once, as soon as they are asked for. */
export function createWholeOf(operation: Operation, asker: Asker): WholeOf {
  const known = new Map<string, Promise<readonly JsonObject[] | undefined>>();
  return (request) => {
    const { collection_name = null, project = null, resource_id = null, pipeline_name } = request;
    // Another pipeline may have cut the documents otherwise.
    if (pipeline_name) return Promise.resolve(undefined);
    const place = resource_id ? { resource_id } : { collection_name, project };
    const key = JSON.stringify(place);
    const whole = known.get(key) ?? listAll(place);
    known.set(key, whole);
    return whole;
  };

  async function listAll(place: JsonObject): Promise<readonly JsonObject[] | undefined> {
    const points: JsonObject[] = [];
    for (let page = 0; page < mostPages; page += 1) {
      const request = { ...place, offset: points.length, limit: largestPage };
      const { body, findings } = await asker.ask(operation, request);
      const { total_num: total } = member(body, "data");
      if (findings.length > 0 || typeof total !== "number") return undefined;
      points.push(...pointsOf(body));
      if (points.length >= total) return points;
    }
    return undefined;
  }
}
