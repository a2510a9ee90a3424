import { createModel, documentedData, type ModelServerOptions } from "@viking-kb/model";
import { expect, it } from "vitest";
import { dataOf, misreading, runPlanted, signingAnew, slipping } from "../../testing/planted.js";
import { startSocketStranger } from "../../testing/strangers.js";
import { isObject, type JsonObject, member } from "../json.js";
import { verifyContract } from "../verify-contract.js";
import { pointsOf } from "./rules/rule.js";

it("keeps to a server that keeps the contract", async () => {
  const { result } = await runPlanted("strict", {});
  expect(result.failures).toEqual([]);
  expect(result.outcome).toBe("kept");
});

it("keeps to a server that signs its links anew in each answer", async () => {
  const { result } = await runPlanted("strict", signingAnew());
  expect(result.failures).toEqual([]);
});

/** Changes answers to one operation, where the request is not one that a documented case sends. */
const answering = (path: string, change: (data: JsonObject, request: JsonObject) => unknown): ModelServerOptions =>
  slipping((request, answer, asked) => {
    if (answer.status !== 200 || !asked.endsWith(path)) return undefined;
    change(dataOf(answer), request);
    return answer.body;
  });
const inPoint = (change: (point: JsonObject) => unknown) =>
  answering("/point/list", (data) => pointsOf({ data }).forEach(change));

/** A server that orders all points of a collection otherwise. */
function ordering(compare: (one: string, other: string) => number): ModelServerOptions {
  const { collections, ...others } = documentedData();
  const ordered = collections.map((one) => ({
    ...one,
    points: one.points.toSorted(({ point_id: first }, { point_id: second }) => compare(first, second)),
  }));
  return { answer: createModel({ ...others, collections: ordered }) };
}

const texts = (list: unknown) => (Array.isArray(list) ? list.map(String) : []);
/** A server that finds the ids of documents and points that look the same when they are read so. */
function matching(field: "doc_ids" | "point_ids", read: (id: string) => string): ModelServerOptions {
  const points = documentedData().collections.flatMap(({ points }) => points);
  const ids = new Set(points.map((point) => (field === "doc_ids" ? point.doc_info.doc_id : point.point_id)));
  return misreading((request) => {
    if (!Array.isArray(request[field])) return request;
    const asked = new Set(texts(request[field]).map(read));
    return { ...request, [field]: [...ids].filter((id) => asked.has(read(id))).slice(0, 100) };
  });
}
const nearly = /is \d+ on this page; elsewhere 0|which was not asked for/;

/** What no single answer shows: what is planted, and a part of what is told. */
const planted: [what: string, planted: ModelServerOptions, said: RegExp][] = [
  [
    "tells another total on small pages",
    answering("/point/list", (data, { limit }) => {
      if (limit === 2 && Number(data.total_num) > 8) data.total_num = Number(data.total_num) - 1;
    }),
    /\/data\/total_num is \d+ on this page; elsewhere \d+/,
  ],
  [
    "gives a point another text on small pages",
    answering("/point/list", (data, { limit }) =>
      pointsOf({ data }).map((point) => limit === 2 && Object.assign(point, { content: "cut" })),
    ),
    /is another than at place \d+ of all points/,
  ],
  [
    "lets a link lead elsewhere on small pages",
    answering("/point/list", (data, { limit }) => {
      for (const point of pointsOf({ data })) {
        if (limit === 2 && "video_url" in point) point.video_url = "https://example.com/other.mp4?X-Tos-Signature=0";
      }
    }),
    /is another than at place \d+ of all points/,
  ],
  [
    "begins the second page one point late",
    misreading((request) =>
      Number(request.offset) >= 2 && Number(request.offset) < 9
        ? { ...request, offset: Number(request.offset) + 1 }
        : request,
    ),
    /is another than at place|expected \d+ \(total_num/,
  ],
  [
    "counts a point too many of a document",
    answering("/doc/info", (data) => Object.assign(data, { point_num: Number(data.point_num) + 1 })),
    /\/data\/point_num is \d+; point\/list counts \d+/,
  ],
  [
    "gives a document's time in seconds of another day",
    answering("/doc/info", (data) => Object.assign(data, { create_time: Number(data.create_time) - 86_400_000 })),
    /\/data\/create_time is \d+ ms; in its points \d+ s/,
  ],
  [
    "calls a document otherwise in its points",
    inPoint((point) => Object.assign(member(point, "doc_info"), { doc_name: "another" })),
    /\/data\/doc_name is another than doc_info.doc_name of its points/,
  ],
  [
    "counts points that are not there",
    answering("/collection/info", (data) => {
      for (const pipeline of Array.isArray(data.pipeline_list) ? data.pipeline_list.filter(isObject) : []) {
        Object.assign(member(pipeline, "pipeline_stat"), { point_num: 7777 });
      }
    }),
    /pipeline_stat\/point_num is 7777; point\/list counts \d+/,
  ],
  [
    "answers otherwise by resource_id",
    answering(
      "/collection/info",
      (data, { resource_id }) => resource_id && Object.assign(data, { description: "other" }),
    ),
    /\/data\/description is another when located by resource_id/,
  ],
  [
    "gives each answer the same request_id",
    slipping((_request, answer) => ({ ...answer.body, request_id: "02ff" })),
    /\/request_id is that of an earlier answer/,
  ],
  [
    "leaves out a document when asked for it alone",
    answering("/point/list", (data, { doc_ids: ids }) => {
      if (Array.isArray(ids) && ids[0] === "sheet") Object.assign(data, { total_num: 0, count: 0, point_list: [] });
    }),
    /\/data\/total_num is 0 on this page; elsewhere 9/,
  ],
  [
    "orders points by UTF-16",
    ordering((one, other) => (one < other ? -1 : 1)),
    /is "\uFF5A-0" after "\u{1D41A}-0"; expected ascending order of bytes/u,
  ],
  [
    "orders points as a language does",
    ordering((one, other) => one.localeCompare(other, "en")),
    /expected ascending order of bytes/,
  ],
  [
    "orders points by the numbers in their ids",
    ordering(new Intl.Collator("en", { numeric: true }).compare),
    /is "visitors-10" after "visitors-9"; expected ascending/,
  ],
  [
    "orders each page, and not the whole",
    answering("/point/list", (data, { offset }) => {
      const [point] = pointsOf({ data });
      if (Number(offset) >= 100 && point) Object.assign(point, { point_id: "!" });
    }),
    /point_id is "!"; the page before ends with "visitors-\d+": expected ascending order of bytes/,
  ],
  [
    "forgets the limit where documents are asked for",
    misreading((request) => (texts(request.doc_ids).length > 0 ? { ...request, limit: -1 } : request)),
    /holds \d+; expected 1 \(total_num 1\d\d, offset 1, limit 1\)/,
  ],
  [
    "gives no more than 99",
    misreading((request) => (request.limit === undefined ? { ...request, limit: 99 } : request)),
    /holds 99; expected 100 \(total_num 114, offset 0, limit -1\)/,
  ],
  ["finds documents in any case", matching("doc_ids", (id) => id.toLowerCase()), nearly],
  ["finds points in any case", matching("point_ids", (id) => id.toUpperCase()), nearly],
  ["finds documents by ids with blanks around", matching("doc_ids", (id) => id.trim()), nearly],
  ["finds documents by ids in another form of Unicode", matching("doc_ids", (id) => id.normalize("NFC")), nearly],
  ["finds documents by ids in a plain form", matching("doc_ids", (id) => id.normalize("NFKC")), nearly],
  ["finds points by the beginning of their ids", matching("point_ids", (id) => id.slice(0, 6)), nearly],
];

it.each(planted)("finds a server that %s", async (_what, fault, said) => {
  const { result } = await runPlanted("strict", fault);
  expect(result.outcome).toBe("broken");
  const told = result.failures.flatMap(({ findings }) => findings.map(({ at, message }) => `${at} ${message}`));
  expect(told.join("\n")).toMatch(said);
});

it("tells that it saw no page that is not all, where no collection has so many points", async () => {
  const small = documentedData();
  const collections = small.collections.filter(({ points }) => points.length <= 100);
  const { result } = await runPlanted("strict", { answer: createModel({ ...small, collections }) });
  expect(result.failures).toEqual([]);
  expect(result.notTried).toEqual([
    "that no answer holds more than 100 points: no collection that was listed has as many; where one has, give its name for visitors (--names)",
  ]);
});

it.each([
  { names: {}, notTried: 1 },
  { names: { collection: { visitors: "guests" } }, notTried: 0 },
])("sees such a page in a collection that no case names, by the name it has there: $names", async (row) => {
  const { result } = await runPlanted(
    "strict",
    {
      read: (request) =>
        request.replace('name":"visitors"', 'name":"none"').replace('name":"guests"', 'name":"visitors"'),
      write: (answer) => answer.replaceAll('"collection_name":"visitors"', '"collection_name":"guests"'),
    },
    { names: row.names },
  );
  expect(result.failures).toEqual([]);
  expect(result.notTried).toHaveLength(row.notTried);
});

it("ends at the first failure when it is asked to", async () => {
  const { result } = await runPlanted(
    "strict",
    slipping((_request, answer) => ({ ...answer.body, request_id: "" })),
  );
  expect(result.failures.length).toBeGreaterThan(20);
  const first = await runPlanted(
    "strict",
    slipping((_request, answer) => ({ ...answer.body, request_id: "" })),
    { failFast: true },
  );
  expect(first.result.failures).toHaveLength(1);
});

const json = '{"code":1000001,"message":"unauthorized","request_id":"r-%"}';
/** Answers as no HTTP library writes them, to requests that are refused for their signature. */
const raw: { what: string; head: string[]; body: string; said: string }[] = [
  {
    what: "a length that is too short",
    head: ["Content-Length: 40"],
    body: json,
    said: "answer did not come: Parse Error",
  },
  {
    what: "a content type twice",
    head: ["Content-Type: text/html", `Content-Length: ${json.length}`],
    body: json,
    said: "content-type is there twice",
  },
  {
    what: "a coding",
    head: ["Content-Encoding: br", `Content-Length: ${json.length}`],
    body: json,
    said: 'content-encoding is "br", which was not asked for',
  },
  {
    what: "a length that is too long",
    head: ["Content-Length: 900"],
    body: json,
    said: "answer did not come: aborted",
  },
];
it.each(raw)("sees $what", async ({ head, body, said }) => {
  const { url, close } = await startSocketStranger((socket) => {
    socket.on("data", () => {
      const lines = ["HTTP/1.1 401 Unauthorized", "Content-Type: application/json", ...head, "", body];
      socket.end(lines.join("\r\n"));
    });
  });
  const report = await verifyContract(url, { target: { kind: "mock" }, layers: ["strict"] });
  await close();
  const told = report.cases
    .filter(({ status }) => status === 401)
    .flatMap(({ findings }) => findings.map(({ at, message }) => `${at} ${message}`));
  expect(told.join("\n")).toContain(said);
});
