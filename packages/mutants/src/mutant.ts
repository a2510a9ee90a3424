import type { Credentials } from "@viking-kb/auth";
import { type Answer, type BusinessCode, isObject, type JsonObject } from "@viking-kb/contract";
import type { ReceivedRequest, SentAnswer } from "./answer-proxy.js";

/** One request, and what the good server answers to it. */
export interface Call {
  /** Undefined where the path is none of the contract's. */
  readonly operationId: string | undefined;
  /** Of the request, by name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The request's body as it came. */
  readonly text: string;
  /** Undefined where the request's body is no JSON object. */
  readonly body: JsonObject | undefined;
  readonly answer: Answer;
  /** The request as it came. */
  readonly received: ReceivedRequest;
  /**
   * The keys that the target knows, as far as they are known here: first the one that `ask` signs with; none of a mock.
   */
  readonly keys: readonly Credentials[];
  readonly now: Date;
  /**
   * What the good server answers to another body at the same path, signed with a valid key. It is the same object as
   * `answer` where the two say the same.
   */
  ask(body: JsonObject): Promise<Answer>;
}

/** What goes out instead of the good server's answer; the same object where nothing is changed. */
export type Behaviour = (call: Call) => SentAnswer | Promise<SentAnswer>;

/** A server that is good but for one thing. */
export interface Mutant {
  /** Stable; tells where and what: `listPoints/200/drop/data.total_num`. */
  readonly id: string;
  /** What kind of fault it is. */
  readonly group: string;
  /** One line. */
  readonly description: string;
  /** The operation whose answers it changes; the others answer as they should. */
  readonly operationId: string;
  /** A fresh behaviour, since some remember what was asked and answered before. */
  start(): Behaviour;
}

/** Makes one mutant. */
type MakeMutant<How> = (group: string, detail: string, description: string, how: How) => Mutant;

/**
 * Makes mutants of one operation.
 *
 * @param scope the one status whose answers are changed, or another word for what is
 */
export function mutantsOf(operationId: string, scope: number | string): MakeMutant<Behaviour> {
  const make = rememberingMutantsOf(operationId, scope);
  return (group, detail, description, behave) => make(group, detail, description, () => behave);
}

/** The same for mutants that remember, each of which is started with a memory of its own. */
export function rememberingMutantsOf(operationId: string, scope: number | string): MakeMutant<() => Behaviour> {
  return (group, detail, description, start) => ({
    id: `${operationId}/${scope}/${group}/${detail}`,
    group,
    description,
    operationId,
    start: () => (typeof scope === "number" ? onStatus(scope, start()) : start()),
  });
}

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

/** The answer with another text; the same object where the text is the same. */
export function withText(answer: Answer, text: string): Answer {
  const bytes = Buffer.from(text);
  return bytes.equals(answer.bytes) ? answer : { ...answer, bytes };
}

/** The answer with another value for a header, none where that is undefined. */
export function withHeader(answer: Answer, name: string, value: string | string[] | undefined): Answer {
  return { ...answer, headers: { ...answer.headers, [name]: value } };
}

/** A changed body; an answer that is no JSON object, or in which nothing changes, is passed on as the same object. */
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

/** A changed text; an answer to HEAD has none. */
export function changeText(change: (text: string) => string): Behaviour {
  return ({ answer }) =>
    answer.bytes.length === 0 ? answer : withText(answer, change(Buffer.from(answer.bytes).toString()));
}

/** Any change of the answer. */
export function changeAnswer(change: (answer: Answer) => SentAnswer): Behaviour {
  return ({ answer }) => change(answer);
}

/** A behaviour for answers with a status alone. */
function onStatus(status: number, behave: Behaviour): Behaviour {
  return (call) => (call.answer.status === status ? behave(call) : call.answer);
}

/** What the good server answers to the request with other members; undefined leaves one out. */
export function askWith(call: Call, members: Record<string, JsonObject[string] | undefined>): Promise<Answer> {
  const merged = { ...call.body, ...members };
  const body = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  return call.ask(body as JsonObject);
}

/** The envelope of an error instead of an answer, with its request_id. */
export function refusal(
  answer: Answer,
  { status, code, message }: Pick<BusinessCode, "status" | "code" | "message">,
): Answer {
  const request_id = bodyOf(answer)?.request_id ?? "";
  return { ...withText(answer, JSON.stringify({ code, message, request_id })), status };
}
