import { type Answer, isObject, type Json, type JsonObject, member, type Operation } from "@viking-kb/contract";
import { askWith, type Behaviour, bodyOf, type Call, type Mutant, mutantsOf, withText } from "../mutant.js";
import { isEmpty, numberOr } from "./page-edits.js";

/** The faults of which points are chosen, and in which order, which only show over all points of a collection. */
export function selectionMutants(): Mutant[] {
  const make = mutantsOf("listPoints", 200);
  return [
    ...orders.map(([detail, description, compare]) =>
      make(
        "order",
        detail,
        `all points in the order ${description}`,
        repaged((points) => points.toSorted(byId(compare))),
      ),
    ),
    ...largest.map(([detail, description, most]) =>
      make(
        "page",
        detail,
        description,
        repaged((points) => points, most),
      ),
    ),
    ...["doc_ids", "point_ids"].flatMap((field) =>
      likenesses.map(([detail, description, isAlike]) =>
        make(
          "filter",
          `${field.replace("_", "-")}-${detail}`,
          `${field} are found ${description}`,
          finding(field, isAlike),
        ),
      ),
    ),
    ...["limit", "offset"].flatMap((name) =>
      ["doc_ids", "point_ids"].map((field) =>
        make("page", `${name}-ignored-with-${field.replace("_", "-")}`, `with ${field}, ${name} is ignored`, (call) =>
          isEmpty(call.body?.[field]) || !Array.isArray(call.body?.[field])
            ? call.answer
            : askWith(call, { [name]: undefined }),
        ),
      ),
    ),
  ];
}

/** Fields whose values name one thing. */
const names = new Set(["name", "collection_name", "project", "doc_id", "task_id"]);

/** What is nearly the name of something is found all the same: each field is read in one wrong way. */
export function nameMutants({ operationId, fields }: Operation): Mutant[] {
  const make = mutantsOf(operationId, 400);
  return fields
    .filter(({ name }) => names.has(name))
    .map(({ name: field }, index) => {
      const [detail, description, read] = index % 2 === 0 ? anyCase : trimmed;
      return make("filter", `${field}-${detail}`, `${field} is read ${description}`, (call) => {
        const name = call.body?.[field];
        return typeof name === "string" && read(name) !== name ? askWith(call, { [field]: read(name) }) : call.answer;
      });
    });
}

type Reading = readonly [detail: string, description: string, read: (name: string) => string];
const anyCase: Reading = ["any-case", "in small letters", (name) => name.toLowerCase()];
const trimmed: Reading = ["trimmed", "without blanks around", (name) => name.trim()];

type Compare = (one: string, other: string) => number;
const numeric = new Intl.Collator("en", { numeric: true });

const orders: readonly (readonly [detail: string, description: string, compare: Compare])[] = [
  ["utf-16", "of UTF-16", (one, other) => (one < other ? -1 : 1)],
  ["language", "of a language", (one, other) => one.localeCompare(other, "en")],
  ["numeric", "of the numbers in their ids", numeric.compare],
];

const largest: readonly (readonly [detail: string, description: string, most: number])[] = [
  ["without-end", "without a limit, all points", Number.POSITIVE_INFINITY],
  ["of-101", "without a limit, 101 points", 101],
  ["of-99", "without a limit, 99 points", 99],
];

type IsAlike = (asked: string, id: string) => boolean;

const likenesses: readonly (readonly [detail: string, description: string, isAlike: IsAlike])[] = [
  ["any-case", "in any case", (asked, id) => asked.toLowerCase() === id.toLowerCase()],
  ["trimmed", "with blanks around", (asked, id) => asked.trim() === id],
  ["prefix", "by their beginning", (asked, id) => asked !== "" && id.startsWith(asked)],
  ["pattern", "by a pattern of SQL", (asked, id) => patternOf(asked).test(id)],
];

function patternOf(like: string): RegExp {
  const escaped = like.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("%", ".*").replaceAll("_", ".")}$`, "su");
}

function byId(compare: Compare): (one: JsonObject, other: JsonObject) => number {
  const idOf = ({ point_id: id }: JsonObject) => String(id);
  return (one, other) => compare(idOf(one), idOf(other));
}

/** Lists all points that a request would get without offset and limit, as the good server does; each list once. */
function allPoints(): (call: Call, members?: Record<string, Json | undefined>) => Promise<JsonObject[]> {
  const known = new Map<string, Promise<JsonObject[]>>();
  return (call, members = {}) => {
    const { offset: _offset, limit: _limit, ...rest } = { ...call.body, ...members };
    const key = JSON.stringify(rest);
    const listed = known.get(key) ?? list(call, members);
    known.set(key, listed);
    return listed;
  };

  async function list(call: Call, members: Record<string, Json | undefined>): Promise<JsonObject[]> {
    const points: JsonObject[] = [];
    for (;;) {
      const answer = await askWith(call, { ...members, offset: points.length, limit: 100 });
      const { point_list: more, total_num: total } = member(bodyOf(answer), "data");
      if (!Array.isArray(more) || more.length === 0) return points;
      points.push(...more.filter(isObject));
      if (points.length >= numberOr(total, 0)) return points;
    }
  }
}

/** The page that a request gets of all its points in another order, or of another length where it sets no limit. */
function repaged(order: (points: JsonObject[]) => JsonObject[], largest = 100): Behaviour {
  const listAll = allPoints();
  return async (call) => {
    const body = bodyOf(call.answer);
    const page = member(body, "data");
    if (body === undefined || !Array.isArray(page.point_list)) return call.answer;
    const offset = numberOr(call.body?.offset, 0);
    const limit = numberOr(call.body?.limit, -1);
    const points = order(await listAll(call)).slice(offset, offset + (limit < 0 ? largest : limit));
    return changed(call.answer, body, { ...page, count: points.length, point_list: points });
  };
}

function changed(answer: Answer, body: JsonObject, page: JsonObject): Answer {
  const isSame = JSON.stringify(page) === JSON.stringify(member(body, "data"));
  return isSame ? answer : withText(answer, JSON.stringify({ ...body, data: page }));
}

/** What is asked for by ids gets what is like them. */
function finding(field: string, isAlike: IsAlike): Behaviour {
  const listAll = allPoints();
  return async (call) => {
    const asked = call.body?.[field];
    if (!Array.isArray(asked) || asked.length === 0) return call.answer;
    const points = await listAll(call, { doc_ids: undefined, point_ids: undefined });
    const idOf = (point: JsonObject) => (field === "doc_ids" ? member(point, "doc_info").doc_id : point.point_id);
    const ids = new Set(points.map((point) => String(idOf(point))));
    const found = [...ids].filter((id) => asked.some((one) => typeof one === "string" && isAlike(one, id)));
    return found.length > 0 ? askWith(call, { [field]: found.slice(0, 100) }) : call.answer;
  };
}
