import { type Answer, codeOf, type Json, type JsonObject } from "@viking-kb/contract";
import { type Behaviour, bodyOf, type Mutant, refusal, rememberingMutantsOf, withText } from "../mutant.js";

/** The faults of a server that remembers, or forgets: each answer alone may look right. */
export function stateMutants(operationId: string): Mutant[] {
  const mutant = rememberingMutantsOf(operationId, "state");
  return rows.map(([detail, description, start]) => mutant("state", detail, description, start));
}

const rows: readonly [string, string, () => Behaviour][] = [
  ["request-id-constant", "every answer has the same request_id", () => withRequestId((first) => first)],
  [
    "request-id-counts-to-two",
    "two request_ids take turns",
    () => withRequestId((first, count) => `${first}${count % 2}`),
  ],
  ["answer-before", "the answer to the request before", startAnswerBefore],
  ["success-before", "a success is the one before", startSuccessBefore],
  [
    "cached-by-collection",
    "the first success of a collection, whatever else is asked for",
    () => startCache(["name", "collection_name", "resource_id", "task_id"]),
  ],
  ["cached-for-every-key", "a success once given is given to whoever asks the same", startCacheForAll],
  ["fails-every-third", "every third success fails", startFailing],
];

function withRequestId(choose: (first: string, count: number) => string): Behaviour {
  let first: string | undefined;
  let count = 0;
  return ({ answer }) => {
    const body = bodyOf(answer);
    if (typeof body?.request_id !== "string") return answer;
    first ??= body.request_id;
    count += 1;
    return withText(answer, JSON.stringify({ ...body, request_id: choose(first, count) }));
  };
}

function startAnswerBefore(): Behaviour {
  let before: Answer | undefined;
  return ({ answer }) => {
    const stale = before ?? answer;
    before = answer;
    return stale;
  };
}

function startSuccessBefore(): Behaviour {
  let before: Answer | undefined;
  return ({ answer }) => {
    if (answer.status !== 200) return answer;
    const stale = before ?? answer;
    before = answer;
    return stale;
  };
}

function startCache(members: readonly string[]): Behaviour {
  const cache = new Map<string, Answer>();
  return ({ answer, body }) => {
    if (answer.status !== 200) return answer;
    const key = JSON.stringify(members.map((name): Json => body?.[name] ?? null));
    const cached = cache.get(key);
    if (cached === undefined) cache.set(key, answer);
    return cached === undefined ? answer : freshId(cached, answer);
  };
}

function startCacheForAll(): Behaviour {
  const cache = new Map<string, Answer>();
  return ({ answer, text }) => {
    if (answer.status === 200) cache.set(text, answer);
    const cached = cache.get(text);
    return answer.status === 401 || answer.status === 403 ? (cached ?? answer) : answer;
  };
}

function startFailing(): Behaviour {
  let count = 0;
  return ({ answer }) => {
    if (answer.status !== 200) return answer;
    count += 1;
    return count % 3 === 0 ? refusal(answer, codeOf("server")) : answer;
  };
}

/** The body of one answer under the request_id of another; the other where they say the same. */
function freshId(cached: Answer, answer: Answer): Answer {
  const own: JsonObject = bodyOf(answer) ?? {};
  return withText(answer, JSON.stringify({ ...bodyOf(cached), request_id: own.request_id ?? "" }));
}
