import type { Json } from "@viking-kb/contract";

/** An edit of the bundled contract, and what is told of it. */
export interface Edit {
  readonly what: string;
  /** JSON pointers and what is there then; undefined takes it out. */
  readonly set: Readonly<Record<string, Json | undefined>>;
  /** What is told; nothing where it is absent. */
  readonly says?: RegExp;
}

const schema = (name: string) => `/components/schemas/${name}`;
const field = (name: string, of: string) => `${schema(of)}/properties/${name}`;
const post = (path: string) => `/paths/~1api~1knowledge~1${path.replace("/", "~1")}/post`;
const answer = (path: string, status: number) => `${post(path)}/responses/${status}`;
const text = { type: "string" };

/** Edits that break clients or servers, found by oasdiff. */
export const breakingEdits: readonly Edit[] = [
  {
    what: "the signature made optional everywhere",
    set: { "/security/-": {} },
    says: /getCollectionInfo, .*: the endpoint now allows anonymous access/,
  },
  {
    what: "the signature made optional for one operation",
    set: { [`${post("doc/info")}/security`]: [{}] },
    says: /getDocInfo: the endpoint now allows anonymous access/,
  },
  { what: "no signature any more", set: { "/security": undefined }, says: /the endpoint now allows anonymous access/ },
  {
    what: "an integer of an answer made a number",
    set: { [`${field("create_time", "CollectionInfo")}/type`]: "number" },
    says: /`data\/create_time` .* widened from `integer` to `number`/,
  },
  {
    what: "an integer of a request made a number",
    set: { [`${field("offset", "PointListRequest")}/type`]: "number" },
    says: /listPoints: .*`offset`.* widened/,
  },
  {
    what: "int64 of an answer made int32",
    set: { [`${field("create_time", "CollectionInfo")}/format`]: "int32" },
    says: /`data\/create_time` .* narrowed/,
  },
  {
    what: "`data` required",
    set: { [`${schema("CollectionInfoResponse")}/required/-`]: "data" },
    says: /`data` became required for the status `200`/,
  },
  {
    what: "a new required field of an answer",
    set: { [field("colour", "CollectionInfo")]: text, [`${schema("CollectionInfo")}/required/-`]: "colour" },
    says: /added the required property `data\/colour`/,
  },
  {
    what: "a field of an answer made optional",
    set: { [`${schema("CollectionInfo")}/required/0`]: "description" },
    says: /`data\/collection_name` became optional/,
  },
  {
    what: "an optional field taken from an answer",
    set: { [field("doc_num", "CollectionInfo")]: undefined },
    says: /removed the optional property `data\/doc_num`/,
  },
  {
    what: "a required field taken from an answer",
    set: {
      [field("collection_name", "CollectionInfo")]: undefined,
      [`${schema("CollectionInfo")}/required/0`]: "description",
    },
    says: /removed the required property `data\/collection_name`/,
  },
  {
    what: "a field of an answer that may be null",
    set: { [`${field("creator", "CollectionInfo")}/nullable`]: true },
    says: /`data\/creator` became nullable/,
  },
  {
    what: "a field of an answer that may no longer be null",
    set: { [`${field("point_list", "PointPage")}/nullable`]: undefined },
    says: /`data\/point_list` became not nullable/,
  },
  {
    what: "another type in an answer",
    set: { [`${field("creator", "CollectionInfo")}/type`]: "integer" },
    says: /`data\/creator` .* changed from `string` to `integer`/,
  },
  {
    what: "other data in an answer",
    set: { [`${field("data", "TaskInfoResponse")}/$ref`]: "#/components/schemas/DocInfo" },
    says: /getTaskInfo: removed the required property `data\/percentage`/,
  },
  {
    what: "more in an answer than was promised",
    set: { [`${field("point_list", "PointPage")}/maxItems`]: 500 },
    says: /maxItems was increased from `100` to `500`/,
  },
  {
    what: "less in an answer than was promised",
    set: { [`${field("point_list", "PointPage")}/maxItems`]: 50 },
    says: /maxItems was decreased from `100` to `50`/,
  },
  {
    what: "a closed enumeration in an answer",
    set: { [`${field("creator", "CollectionInfo")}/enum`]: ["a"] },
    says: /`data\/creator` .* restricted to a list of enum values/,
  },
  {
    what: "a field taken from a request",
    set: { [field("point_ids", "PointListRequest")]: undefined },
    says: /removed the request property `point_ids`/,
  },
  {
    what: "a new required field of a request",
    set: { [field("colour", "TaskInfoRequest")]: text, [`${schema("TaskInfoRequest")}/required/-`]: "colour" },
    says: /added the new required request property `colour`/,
  },
  {
    what: "a field of a request made required",
    set: { [`${schema("TaskInfoRequest")}/required/-`]: "pipeline_name" },
    says: /`pipeline_name` became required/,
  },
  {
    what: "a field of a request that may no longer be null",
    set: { [`${field("doc_ids", "PointListRequest")}/nullable`]: undefined },
    says: /`doc_ids` became not nullable/,
  },
  {
    what: "a limit made tighter",
    set: { [`${field("limit", "PointListRequest")}/maximum`]: 50 },
    says: /`limit` request property's max was decreased to `50/,
  },
  {
    what: "a list made shorter",
    set: { [`${field("doc_ids", "PointListRequest")}/maxItems`]: 50 },
    says: /`doc_ids` request property's maxItems was decreased to `50`/,
  },
  {
    what: "another pattern",
    set: { [`${field("collection_name", "PointListRequest")}/pattern`]: "^[a-z]+$" },
    says: /pattern of the request property `collection_name`/,
  },
  {
    what: "another default",
    set: { [`${field("limit", "PointListRequest")}/default`]: 10 },
    says: /`limit` request property default value changed/,
  },
  {
    what: "other items in a list",
    set: { [`${field("doc_ids", "PointListRequest")}/items/type`]: "integer" },
    says: /`doc_ids\/items` request property `type` changed/,
  },
  {
    what: "a closed enumeration in a request",
    set: { [`${field("project", "PointListRequest")}/enum`]: ["default"] },
    says: /`project` was restricted to a list of enum values/,
  },
  {
    what: "an operation taken away",
    set: { "/paths/~1api~1knowledge~1task~1info": undefined },
    says: /getTaskInfo: API path removed/,
  },
  {
    what: "an operation called otherwise",
    set: { [`${post("task/info")}/operationId`]: "getTask" },
    says: /API operation id `getTaskInfo` removed/,
  },
  {
    what: "a documented refusal taken away",
    set: { [answer("task/info", 403)]: undefined },
    says: /removed the non-success response with the status `403`/,
  },
  {
    what: "success under another status",
    set: { [answer("task/info", 200)]: undefined, [answer("task/info", 201)]: { description: "Made." } },
    says: /removed the success response with the status `200`/,
  },
  {
    what: "another content type",
    set: { [`${answer("task/info", 200)}/content`]: { "text/json": { schema: text } } },
    says: /removed the media type `application\/json`/,
  },
  {
    what: "a header taken away",
    set: { [`${answer("task/info", 200)}/headers`]: undefined },
    says: /header `x-tt-logid` removed/,
  },
  {
    what: "the signature in another header",
    set: { "/components/securitySchemes/signature/name": "X-Signature" },
    says: /API key name changed/,
  },
  {
    what: "a parameter in the query",
    set: { [`${post("task/info")}/parameters`]: [{ name: "q", in: "query", required: true, schema: text }] },
    says: /new required `query` request parameter `q`/,
  },
];

/** Edits that break nobody, as oasdiff sees them. */
export const harmlessEdits: readonly Edit[] = [
  { what: "nothing", set: {} },
  {
    what: "a description and an example",
    set: {
      [`${field("creator", "CollectionInfo")}/description`]: "Another text.",
      [`${field("creator", "CollectionInfo")}/example`]: "another",
    },
  },
  {
    what: "a new optional field of an answer",
    set: { [field("colour", "CollectionInfo")]: text },
    says: /added the optional property `data\/colour`/,
  },
  {
    what: "a new optional field of a request",
    set: { [field("colour", "TaskInfoRequest")]: { ...text, nullable: true } },
    says: /added the new optional request property `colour`/,
  },
  {
    what: "a new operation",
    set: {
      "/paths/~1api~1knowledge~1job~1info": {
        post: { operationId: "getJobInfo", responses: { "200": { description: "The job." } } },
      },
    },
    says: /getJobInfo: endpoint added/,
  },
  {
    what: "a new refusal",
    set: { [answer("task/info", 404)]: { description: "No such task." } },
    says: /added the non-success response with the status `404`/,
  },
  {
    what: "a limit made wider",
    set: { [`${field("limit", "PointListRequest")}/maximum`]: 200 },
    says: /max was increased/,
  },
  {
    what: "an operation that is deprecated",
    set: { [`${post("task/info")}/deprecated`]: true },
    says: /getTaskInfo: endpoint deprecated/,
  },
  { what: "another version", set: { "/info/version": "0.2.0" }, says: /version/ },
];

/** A copy of a document with an edit in it; a `-` adds to a list. */
export function edited(document: object, { set }: Pick<Edit, "set">): Record<string, Json> {
  const copy = structuredClone(document) as Record<string, Json>;
  for (const [pointer, value] of Object.entries(set)) {
    const steps = pointer
      .slice(1)
      .split("/")
      .map((step) => step.replaceAll("~1", "/"));
    const last = steps.pop() ?? "";
    let holder = copy as Record<string, Json> | Json[];
    for (const step of steps) {
      const next = (holder as Record<string, Json>)[step];
      if (typeof next !== "object" || next === null)
        throw new Error(`The contract has no ${pointer}: it ends before ${step}.`);
      holder = next as Record<string, Json> | Json[];
    }
    if (value === undefined && !(last in holder)) throw new Error(`The contract has no ${pointer}.`);
    if (Array.isArray(holder))
      holder.splice(
        last === "-" ? holder.length : Number(last),
        value === undefined || last !== "-" ? 1 : 0,
        ...(value === undefined ? [] : [value]),
      );
    else if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return copy;
}
