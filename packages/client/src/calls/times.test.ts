import { describe, expect, test } from "vitest";
import { type CollectionInfo, collectionTimes, type DocInfo, docTimes, type Point, pointTimes } from "../index.js";

const iso = (time: Date | undefined) => time?.toISOString();

describe("times", () => {
  test("of a collection are seconds on the wire", () => {
    const { createdAt, updatedAt } = collectionTimes({
      create_time: 1_700_000_000,
      update_time: 1_700_000_060,
    } as CollectionInfo);
    expect([iso(createdAt), iso(updatedAt)]).toEqual(["2023-11-14T22:13:20.000Z", "2023-11-14T22:14:20.000Z"]);
  });

  test("of a document are milliseconds on the wire", () => {
    const { createdAt, updatedAt } = docTimes({
      create_time: 1_700_000_000_123,
      update_time: 1_700_000_060_000,
    } as DocInfo);
    expect([iso(createdAt), iso(updatedAt)]).toEqual(["2023-11-14T22:13:20.123Z", "2023-11-14T22:14:20.000Z"]);
  });

  test("of a point, and of its document, are seconds on the wire", () => {
    const point = { process_time: 1_700_000_000, update_time: 1_700_000_060, doc_info: { create_time: 1_600_000_000 } };
    const { processedAt, updatedAt, docCreatedAt } = pointTimes(point as Point);
    expect([iso(processedAt), iso(updatedAt), iso(docCreatedAt)]).toEqual([
      "2023-11-14T22:13:20.000Z",
      "2023-11-14T22:14:20.000Z",
      "2020-09-13T12:26:40.000Z",
    ]);
  });

  test.each([undefined, null, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, 9e15, "1700000000", {}, true])(
    "%s is no time",
    (time: any) => {
      const none = { createdAt: undefined, updatedAt: undefined };
      expect(collectionTimes({ create_time: time, update_time: time } as CollectionInfo)).toEqual(none);
      expect(docTimes({ create_time: time, update_time: time } as DocInfo)).toEqual(none);
      const point = { process_time: time, update_time: time, doc_info: { create_time: time } };
      expect(pointTimes(point as Point)).toEqual({
        processedAt: undefined,
        updatedAt: undefined,
        docCreatedAt: undefined,
      });
    },
  );

  test("of a point without a document", () => {
    expect(pointTimes({ process_time: 1 } as Point)).toMatchObject({ docCreatedAt: undefined });
  });
});
