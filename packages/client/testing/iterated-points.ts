import { expect } from "vitest";
import { isKnowledgeBaseError } from "../src/index.js";
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
  /** The message of the error that comes after these points; none by default. */
  readonly fails?: RegExp;
}

/** The ids of what an iteration gives, and the message of the error that ends it. */
async function collect<Given>(given: AsyncIterable<Given>, idsOf: (each: Given) => string[]) {
  const ids: string[] = [];
  try {
    for await (const each of given) ids.push(...idsOf(each));
  } catch (error) {
    if (!isKnowledgeBaseError(error, "invalid-response")) throw error;
    expect(error).toMatchObject({ attempts: 1, status: 200, requestId: expect.any(String) });
    return { ids, message: error.message };
  }
  return { ids, message: undefined };
}

function expectEnd(message: string | undefined, fails: RegExp | undefined): void {
  if (fails === undefined) expect(message).toBeUndefined();
  else expect(message).toMatch(fails);
}

/** Checks that iterating point by point gives these points and sends these requests. */
export async function expectPoints({
  answer,
  input = {},
  pageSize,
  gives,
  asks,
  fails,
}: IteratedPoints): Promise<void> {
  const { points, bodies } = answeredPoints(answer);
  const iterated = points.iterate({ ...faq, ...input }, { pageSize });
  const { ids, message } = await collect(iterated, ({ point_id }) => [point_id]);
  expect(ids).toEqual(gives);
  expectEnd(message, fails);
  expect(bodies.map(({ offset }) => offset)).toEqual(asks);
  for (const { limit, doc_ids } of bodies) {
    expect(limit).toBe(pageSize ?? 100);
    expect(doc_ids).toEqual((input as { doc_ids?: null | [] }).doc_ids);
  }
}

/** Checks that iterating page by page gives the same points. */
export async function expectPages({ answer, input = {}, pageSize, gives, fails }: IteratedPoints): Promise<void> {
  const pages = answeredPoints(answer).points.pages({ ...faq, ...input }, { pageSize });
  const { ids, message } = await collect(pages, ({ point_list }) => (point_list ?? []).map(({ point_id }) => point_id));
  expect(ids).toEqual(gives);
  expectEnd(message, fails);
}
