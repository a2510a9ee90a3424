import { expect } from "vitest";
import { answeredPoints, faq } from "./answered-points.js";
import type { FetchAnswer } from "./answering-fetch.js";

/** An iteration over a collection, and its result. */
export interface IteratedPoints {
  readonly title: string;
  readonly answer: FetchAnswer;
  /** Further input, which untyped code may give too. */
  readonly input?: object;
  readonly pageSize?: number;
  /** The ids of the points that are given. */
  readonly gives: readonly string[];
  /** The offsets of the requests. */
  readonly asks: readonly (number | null)[];
}

/** Checks that iterating point by point gives these points and sends these requests. */
export async function expectPoints({ answer, input = {}, pageSize, gives, asks }: IteratedPoints): Promise<void> {
  const { points, bodies } = answeredPoints(answer);
  const given: string[] = [];
  for await (const { point_id } of points.iterate({ ...faq, ...input }, { pageSize })) given.push(point_id);
  expect(given).toEqual(gives);
  expect(bodies.map(({ offset }) => offset)).toEqual(asks);
  for (const { limit, doc_ids } of bodies) {
    expect(limit).toBe(pageSize ?? 100);
    expect(doc_ids).toEqual((input as { doc_ids?: null | [] }).doc_ids);
  }
}

/** Checks that iterating page by page gives the same points. */
export async function expectPages({ answer, input = {}, pageSize, gives }: IteratedPoints): Promise<void> {
  const given: string[] = [];
  for await (const { point_list } of answeredPoints(answer).points.pages({ ...faq, ...input }, { pageSize })) {
    given.push(...(point_list ?? []).map(({ point_id }) => point_id));
  }
  expect(given).toEqual(gives);
}
