import { type Answer, isObject, type Json, type JsonObject, member } from "@viking-kb/contract";
import { askWith, type Behaviour, bodyOf, type Call, changeBody, withText } from "../mutant.js";

/** Changes the page of an answer, given what was sent; an answer that holds no list of points stays as it is. */
export function inPage(change: (points: Json[], page: JsonObject, sent: JsonObject) => unknown): Behaviour {
  return changeBody((body, { body: sent = {} }) => {
    const page = member(body, "data");
    if (Array.isArray(page.point_list)) change(page.point_list, page, sent);
  });
}

/** A number changed; anything else as it is. */
export function given(value: Json | undefined, change: (value: number) => number): Json | undefined {
  return typeof value === "number" ? change(value) : value;
}

/** A number, or what stands for one that was not sent. */
export function numberOr(value: Json | undefined, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

/** Whether a list was sent, with nothing in it. */
export function isEmpty(list: Json | undefined): boolean {
  return Array.isArray(list) && list.length === 0;
}

/** A list of its first item alone; anything else as it is. */
export function first(list: Json | undefined): Json | undefined {
  return Array.isArray(list) ? list.slice(0, 1) : list;
}

/** Sets members; undefined drops out when the answer is written. */
export function assign(page: JsonObject, members: Record<string, Json | undefined>): void {
  Object.assign(page, members);
}

/** Adds to a count, not below 0. */
export function add(page: JsonObject, key: string, difference: number): void {
  page[key] = Math.max(0, numberOr(page[key], 0) + difference);
}

/** Puts another point at the end, and counts it. */
export function push(points: Json[], point: Json | undefined, page: JsonObject): void {
  if (point === undefined) return;
  points.push(point);
  page.count = points.length;
}

/** Drops the last point, from the counts too. */
export function loseLast(points: Json[], page: JsonObject): void {
  if (points.pop() === undefined) return;
  page.count = points.length;
  add(page, "total_num", -1);
}

/** Orders points by a text of theirs. */
export function sortBy(points: Json[], key: string): void {
  const textOf = (point: Json) => (isObject(point) ? String(point[key]) : "");
  points.sort((one, other) => Buffer.compare(Buffer.from(textOf(one)), Buffer.from(textOf(other))));
}

/** Gives the first two points each other's text. */
export function exchangeContents([one, other]: Json[]): void {
  if (!isObject(one) || !isObject(other)) return;
  [one.content, other.content] = [other.content ?? "", one.content ?? ""];
}

/** What the good server answers to an offset past the end, taken modulo the total. */
export async function wrapAround(call: Call): Promise<Answer> {
  const total = member(bodyOf(call.answer), "data").total_num;
  const offset = numberOr(call.body?.offset, 0);
  if (typeof total !== "number" || total === 0 || offset < total) return call.answer;
  return askWith(call, { offset: offset % total });
}

/** The answer with the total of another. */
export function withTotalOf({ answer }: Call, other: Answer): Answer {
  const body = bodyOf(answer);
  const total = member(bodyOf(other), "data").total_num;
  if (body === undefined || total === undefined || member(body, "data").total_num === total) return answer;
  assign(member(body, "data"), { total_num: total });
  return withText(answer, JSON.stringify(body));
}
