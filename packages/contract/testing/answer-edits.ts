import type { Finding } from "../src/finding.js";
import { type JsonObject, member } from "../src/json.js";
import { type AnswerCheckOptions, createAnswerCheck } from "../src/strict/check-answer.js";
import type { Answer } from "../src/target/answer.js";
import { answerTo, caseOf, pairs } from "./documented-cases.js";

/** Changes an answer as it stands on the wire. */
export type Edit = (answer: Answer) => Answer;
/** Changes an object in place. */
export type Change = (object: JsonObject) => unknown;

const checkAll = createAnswerCheck(pairs);

/** What the strict checker finds in the documented answer of a case after an edit. */
export function findingsOf(title: string, edit: Edit, options?: AnswerCheckOptions): Finding[] {
  const check = options ? createAnswerCheck(pairs, options) : checkAll;
  const documented = caseOf(title);
  return check(documented, edit(answerTo(documented)));
}

export const set =
  (values: JsonObject): Change =>
  (object) =>
    Object.assign(object, values);

export const drop =
  (name: string): Change =>
  (object) =>
    delete object[name];

export const status =
  (code: number): Edit =>
  (answer) => ({ ...answer, status: code });

export const contentType =
  (value: string | undefined): Edit =>
  (answer) => ({ ...answer, headers: { "content-type": value } });

export const bytes =
  (change: (bytes: Buffer) => Buffer): Edit =>
  (answer) => ({ ...answer, bytes: change(Buffer.from(answer.bytes)) });

export const text = (change: (text: string) => string): Edit =>
  bytes((original) => Buffer.from(change(original.toString())));

export const body = (...changes: Change[]): Edit =>
  text((json) => {
    const value = JSON.parse(json);
    for (const change of changes) change(value);
    return JSON.stringify(value);
  });

export const data =
  (change: Change): Change =>
  (object) =>
    change(member(object, "data"));

export const listOf = (page: JsonObject) => page.point_list as JsonObject[];

export const point = (index: number, change: Change): Change => data((page) => change(listOf(page)[index] ?? {}));

export const docInfo = (index: number, values: JsonObject): Change =>
  point(index, (one) => Object.assign(member(one, "doc_info"), values));
