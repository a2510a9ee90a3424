import type { Answer } from "./answer.js";
import { isObject, type Json, type JsonObject, member } from "./json.js";

/** Spoils an answer; one to which the fault cannot be done stays as it is. */
export type Fault = (answer: Answer) => Answer;

/** Faults by name: how a server can break the contract, each done to every answer that it can be done to. */
export const faults = {
  "drop-required-field": inBody((body) => {
    delete body.request_id;
  }),
  "wrong-type": inBody((body) => changeFirstNumber(member(body, "data"), String)),
  "wrong-status": (answer) => ({ ...answer, status: answer.status === 200 ? 201 : 200 }),
  // The schema allows every code that the status comes with, so this one stands for a mix-up within a status.
  "wrong-code": inBody((body) => {
    if (body.code === 1000005) body.code = 1000003;
  }),
  "wrong-message": inBody((body) => {
    body.message = "invalid request:%s";
  }),
  "extra-field": inBody((body) => {
    body.debug = true;
  }),
  "null-field": inBody((body) => {
    body.request_id = null;
  }),
  "out-of-range": inBody((body) => changeFirstNumber(member(body, "data"), () => -1)),
  "unknown-enumeration-value": inBody((body) => changeEnumerations(body)),
  "error-with-data": inBody((body) => {
    if (body.code !== 0) body.data = {};
  }),
  "wrong-content-type": (answer) => ({ ...answer, headers: { ...answer.headers, "content-type": "text/html" } }),
  "byte-order-mark": inText((text) => `\uFEFF${text}`),
  "invalid-utf-8": (answer) => ({ ...answer, bytes: withBrokenCharacter(answer.bytes) }),
  "duplicate-key": inText((text) => text.replace("{", '{"code":0,')),
  truncated: inText((text) => text.slice(0, text.length / 2)),
  "empty-answer": inText(() => ""),
  "wrong-count": inPage((page) => {
    page.count = Number(page.count) + 1;
  }),
  "wrong-order": inPage((_page, points) => points.reverse()),
  "short-page": inPage((page, points) => {
    points.splice(1);
    page.count = points.length;
  }),
  "wrong-echo": inBody((body) => {
    const data = member(body, "data");
    if ("collection_name" in data) data.collection_name = "another_collection";
  }),
} as const satisfies Record<string, Fault>;

/** The name of a fault. */
export type FaultName = keyof typeof faults;

/** The names of all faults, in the order of their table. */
export const faultNames = Object.keys(faults) as FaultName[];

function inText(change: (text: string) => string): Fault {
  return (answer) => ({ ...answer, bytes: Buffer.from(change(Buffer.from(answer.bytes).toString())) });
}

/** Within a text, where a lenient decoder would put U+FFFD and the JSON would still be read. */
function withBrokenCharacter(original: Uint8Array): Uint8Array {
  const bytes = Buffer.from(original);
  const start = '"request_id":"';
  const found = bytes.indexOf(start);
  if (found >= 0) bytes[found + start.length] = 0xff;
  return bytes;
}

/** Answers that are not JSON, of a path that is unknown for instance, pass unchanged. */
function inBody(change: (body: JsonObject) => unknown): Fault {
  return inText((text) => {
    if (!text.startsWith("{")) return text;
    const body = JSON.parse(text);
    change(body);
    return JSON.stringify(body);
  });
}

function inPage(change: (page: JsonObject, points: Json[]) => unknown): Fault {
  return inBody((body) => {
    const page = member(body, "data");
    if (Array.isArray(page.point_list)) change(page, page.point_list);
  });
}

function changeFirstNumber(object: JsonObject, change: (value: number) => Json): void {
  const found = Object.entries(object).find(([, value]) => typeof value === "number");
  if (found) object[found[0]] = change(Number(found[1]));
}

/** Of the enumerations that are texts, those that an answer holds. */
function changeEnumerations(value: Json): void {
  if (Array.isArray(value)) value.forEach(changeEnumerations);
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "object") changeEnumerations(inner);
    else if (typeof inner === "string" && /^(add_type|pipeline_type|chunk_type|status)$/.test(key)) {
      value[key] = "unheard_of";
    }
  }
}
