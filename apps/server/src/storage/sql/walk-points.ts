import { sql } from "kysely";
import type { Reads } from "../storage.js";
import type { Queries } from "./queries.js";
import { wholePoints } from "./whole-point.js";

/** Points of one step. */
const maximumCount = 1_000;

export const pointWalks = {
  /**
   * First it is found how many points together are not too large, without reading them. `document_id + 0` keeps the
   * planner from the index by document: that of the collection gives the points in the order that is wanted.
   */
  async walkPoints(database, collectionId, { documentIds, after, maximumBytes }) {
    if (documentIds?.length === 0) return { lines: "", count: 0, lastPointId: undefined };
    const select = () => {
      let points = database.selectFrom("point").where("collectionId", "=", collectionId).orderBy("pointId");
      if (after !== null) points = points.where("pointId", ">", after);
      return documentIds === null ? points : points.where(sql<number>`document_id + 0`, "in", documentIds);
    };
    const ending = sql`(select point_ending from document where id = point.document_id)`;
    const sizes = await select()
      .select(["pointId", sql<number>`octet_length(wire) + coalesce(octet_length(${ending}), 0)`.as("bytes")])
      .limit(maximumCount)
      .execute();
    let [count, bytes] = [0, 0];
    for (const size of sizes) {
      bytes += size.bytes + 1;
      if (count > 0 && bytes > maximumBytes) break;
      count++;
    }
    const rows = await select().select(["wire", "documentId"]).limit(count).execute();
    const points = await wholePoints(database, rows);
    return { lines: points.map((point) => `${point}\n`).join(""), count, lastPointId: sizes[count - 1]?.pointId };
  },
} satisfies Partial<Queries<Reads>>;
