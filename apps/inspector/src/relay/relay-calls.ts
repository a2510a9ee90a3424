import { AsyncLocalStorage } from "node:async_hooks";
import {
  type CollectionInfoInput,
  createKnowledgeBase,
  type DocInfoInput,
  isKnowledgeBaseError,
  type KnowledgeBaseCalls,
  type PointListInput,
  type SigningOptions,
  type TaskInfoInput,
} from "@viking-kb/client";
import { type OperationId, operations } from "@viking-kb/spec";
import type { RelayFailure } from "../session.js";
import { type Answer, noteAnswer } from "./note-answer.js";

/** What comes of a call: the API's own answer, or why there is none. */
export type Outcome = { readonly answer: Answer } | { readonly failure: RelayFailure };

/** What a page sends. Its fields are for the API to judge, whose answer the page shows. */
export type CallInput = CollectionInfoInput & DocInfoInput & PointListInput & TaskInfoInput;

/** Makes a call of the page, until the signal is aborted. */
export type RelayCall = (input: CallInput, signal: AbortSignal) => Promise<Outcome>;

type Send = (
  calls: KnowledgeBaseCalls,
  input: CallInput,
  options: { readonly signal: AbortSignal },
) => Promise<unknown>;
const sends: Readonly<Record<OperationId, Send>> = {
  getCollectionInfo: ({ collections }, input, options) => collections.info(input, options),
  getDocInfo: ({ docs }, input, options) => docs.info(input, options),
  listPoints: ({ points }, input, options) => points.list(input, options),
  getTaskInfo: ({ tasks }, input, options) => tasks.info(input, options),
};

/** Where a connection leads, and how it signs. */
export interface Place {
  readonly endpoint: string;
  readonly region: string;
}

/** The calls that a page may make, by their paths, and where they lead. */
export interface Relay {
  readonly calls: ReadonlyMap<string, RelayCall>;
  readonly place: Place;
}

/**
 * Creates the calls of a page: each is signed by the connection's key, sent once, and comes back as it was answered.
 * One client makes them all, so that what it learns of the server's clock holds for the next.
 *
 * @param words says a text of the client in the words of whoever reads it
 * @throws TypeError when nothing can be sent or signed with this connection.
 */
export async function createRelay(connection: SigningOptions, words: (text: string) => string): Promise<Relay> {
  const noted = new AsyncLocalStorage<{ answer?: Answer }>();
  const { fetch = globalThis.fetch } = connection;
  const knowledgeBase = createKnowledgeBase({
    ...connection,
    retries: 0,
    fetch: noteAnswer(fetch, (answer) => Object.assign(noted.getStore() ?? {}, { answer })),
  });
  const relayed =
    (send: Send): RelayCall =>
    (input, signal) => {
      const note: { answer?: Answer } = {};
      return noted.run(note, async () => {
        const error = await send(knowledgeBase, input, { signal }).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        return note.answer ? { answer: note.answer } : { failure: failureOf(error, words) };
      });
    };
  const calls = Object.entries(operations).map(([id, { path }]): [string, RelayCall] => [
    path,
    relayed(sends[id as OperationId]),
  ]);
  const { url, scope } = await knowledgeBase.explain(({ tasks }) => tasks.info({ task_id: "none" }));
  const { path } = operations.getTaskInfo;
  return {
    calls: new Map(calls),
    place: { endpoint: url.slice(0, -path.length), region: scope?.region ?? "" },
  };
}

/** Why no answer came. The client's errors hold no secret; any other is a defect. */
function failureOf(error: unknown, words: (text: string) => string): RelayFailure {
  if (isKnowledgeBaseError(error)) return { kind: error.kind, message: words(error.message), hint: words(error.hint) };
  if (!(error instanceof TypeError)) throw error;
  return { kind: "settings", message: error.message, hint: "It comes from a flag, the profile or the environment." };
}
