import type { Answer } from "../answer.js";
import { isObject, type JsonObject } from "../json.js";
import type { SentAnswer } from "../send-answer.js";
import type { Behaviour, Call } from "./mutant.js";

/** Changes an answer's body in place. */
export type ChangeBody = (body: JsonObject, call: Call) => unknown;

/** The body of an answer; undefined where it is no JSON object. */
export function bodyOf({ bytes }: Answer): JsonObject | undefined {
  return parseObject(Buffer.from(bytes).toString());
}

/** Undefined where the text is no JSON object. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The answer with another text; the very answer where it is the same. */
export function withText(answer: Answer, text: string): Answer {
  const bytes = Buffer.from(text);
  return bytes.equals(answer.bytes) ? answer : { ...answer, bytes };
}

/** The answer with another value for a header, none where that is undefined. */
export function withHeader(answer: Answer, name: string, value: string | string[] | undefined): Answer {
  return { ...answer, headers: { ...answer.headers, [name]: value } };
}

/** A changed body; an answer that is no JSON object, or in which nothing changes, stays the very same. */
export function changeBody(change: ChangeBody): Behaviour {
  return (call) => {
    const body = bodyOf(call.answer);
    if (body === undefined) return call.answer;
    const before = JSON.stringify(body);
    change(body, call);
    const after = JSON.stringify(body);
    return after === before ? call.answer : withText(call.answer, after);
  };
}

/** A changed text. */
export function changeText(change: (text: string) => string): Behaviour {
  return ({ answer }) => withText(answer, change(Buffer.from(answer.bytes).toString()));
}

/** Any change of the answer. */
export function changeAnswer(change: (answer: Answer, call: Call) => SentAnswer): Behaviour {
  return (call) => change(call.answer, call);
}

/** A behaviour for answers with a status alone. */
export function onStatus(status: number, behave: Behaviour): Behaviour {
  return (call) => (call.answer.status === status ? behave(call) : call.answer);
}

/** What the good server answers to the request with other members; undefined leaves one out. */
export function askWith(call: Call, members: Record<string, JsonObject[string] | undefined>): Promise<Answer> {
  const merged = { ...call.body, ...members };
  const body = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  return call.ask(body as JsonObject);
}

/** The envelope of an error instead of an answer, with its request_id. */
export function refusal(answer: Answer, status: number, code: number, message: string): Answer {
  const request_id = bodyOf(answer)?.request_id ?? "";
  return { ...withText(answer, JSON.stringify({ code, message, request_id })), status };
}
