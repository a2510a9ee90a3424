import { expect, test } from "vitest";
import { startAnsweringServer } from "../../testing/answering-server.js";
import { iterateInProcess } from "../../testing/iterating-process.js";

const total = 100_000;
const content = "A point of usual length. ".repeat(20);

test("100,000 points come over a real socket in 1,000 requests, in memory that stays flat", async () => {
  const offsets: number[] = [];
  const server = await startAnsweringServer((_request, response) => {
    // A request's body is of no more use once its offset is known.
    const { offset, limit } = JSON.parse(server.arrived.pop()?.body ?? "");
    offsets.push(offset);
    const point_list = Array.from({ length: Math.min(limit, total - offset) }, (_, at) => ({
      point_id: `p-${String(offset + at).padStart(6, "0")}`,
      content,
      doc_info: { doc_id: "handbook", doc_name: "Handbook" },
    }));
    const data = { collection_name: "faq", total_num: total, count: point_list.length, point_list };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ code: 0, message: "success", request_id: "02", data }));
  });
  const { points, heapAfter } = await iterateInProcess(server.url);
  await server.close();

  expect(points).toBe(total);
  expect(offsets).toEqual(Array.from({ length: total / 100 }, (_, page) => page * 100));
  // All points would be 60 MB, and the second half of them 30. What grows in the first half is code being compiled.
  const [halfway = 0, end = 0] = [total / 2, total].map((at) => heapAfter.find(({ points }) => points === at)?.bytes);
  expect(halfway).toBeGreaterThan(0);
  expect(end - halfway).toBeLessThan(2_000_000);
});
