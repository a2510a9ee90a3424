import { expect } from "vitest";
import { answeredPoints, faq } from "./answered-points.js";
import type { FetchAnswer } from "./answering-fetch.js";

/** A collection that is gone through, and what comes of it. */
export interface IteratedPoints {
  readonly title: string;
  readonly answer: FetchAnswer;
  /** What it is asked with beside the collection, also by untyped code. */
  readonly input?: object;
  readonly pageSize?: number;
  /** The ids of the points that are given. */
  readonly gives: readonly string[];
  /** The offsets of the requests. */
  readonly asks: readonly (number | null)[];
}

/** Fails unless going through it point by point gives and asks what the row says. */
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

/** Fails unless going through it page by page gives the same. */
export async function expectPages({ answer, input = {}, pageSize, gives }: IteratedPoints): Promise<void> {
  const given: string[] = [];
  for await (const { point_list } of answeredPoints(answer).points.pages({ ...faq, ...input }, { pageSize })) {
    given.push(...(point_list ?? []).map(({ point_id }) => point_id));
  }
  expect(given).toEqual(gives);
}
