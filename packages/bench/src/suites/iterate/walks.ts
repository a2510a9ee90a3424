import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createKnowledgeBase } from "@viking-kb/client";
import type { Contestant } from "../../comparison.js";
import { credentials, type PointListData, path } from "../../server/request.js";

type Visit = (point: PointListData["point_list"][number]) => void;

/** Visits every point of the collection, in order. */
export type Walk = (visit: Visit) => Promise<void>;

/** How much the heap may grow while 80,000 points pass; they would take 60 MB if they were kept. */
const mayGrowBytes = 4 * 1024 ** 2;

/** A contestant that walks over this number of points and looks at each. */
export function walkingContestant(name: string, walk: Walk, points: number): Contestant {
  return {
    name,
    operation: async () => {
      let characters = 0;
      await walk(({ content }) => {
        characters += content.length;
      });
      return characters;
    },
    check: async () => {
      const heap: number[] = [];
      let last = "";
      let seen = 0;
      await walk(({ point_id }) => {
        if (point_id <= last) throw new Error(`it gives ${point_id} after ${last}.`);
        last = point_id;
        seen++;
        if (seen === points * 0.1 || seen === points * 0.9) heap.push(heapAfterCollection());
      });
      if (seen !== points) throw new Error(`it gives ${seen} of ${points} points.`);
      const [early = Number.NaN, late = Number.NaN] = heap;
      if (!(late - early < mayGrowBytes))
        throw new Error(`its heap grows from ${inMegabytes(early)} to ${inMegabytes(late)}.`);
      return `heap after collection ${inMegabytes(early)} at 10 % of the points, ${inMegabytes(late)} at 90 %`;
    },
  };
}

function heapAfterCollection(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

/** A loop as written without a client: unsigned, page after page, until the total is reached. */
export function handWrittenLoop(endpoint: string): Walk {
  return async (visit) => {
    const limit = 100;
    const headers = { "content-type": "application/json" };
    for (let offset = 0, total = 1; offset < total; offset += limit) {
      const body = JSON.stringify({ collection_name: "faq", offset, limit });
      const response = await fetch(endpoint + path, { method: "POST", headers, body });
      const { data } = (await response.json()) as { data: PointListData };
      for (const point of data.point_list) visit(point);
      total = data.total_num;
    }
  };
}

/** This project's client: signed, with deadlines, retries and the next page loaded ahead. */
export function vikingKb(endpoint: string): Walk {
  const { points } = createKnowledgeBase({ credentials, endpoint });
  return async (visit) => {
    for await (const point of points.iterate({ collection_name: "faq" })) visit(point);
  };
}
