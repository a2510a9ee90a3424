import type { Answer } from "../answer.js";
import type { JsonObject } from "../json.js";
import type { SentAnswer } from "../send-answer.js";

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
  /** Of the access key that `ask` signs with; empty where the target verifies none. */
  readonly keyId: string;
  /**
   * What the good server answers to another body at the same path, signed with a key that is valid. The very `answer`
   * where it says the same.
   */
  ask(body: JsonObject): Promise<Answer>;
}

/** What goes out instead of the good server's answer; the very answer where nothing is changed. */
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
