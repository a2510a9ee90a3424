import { CannotRunError, codeOf, isAbout } from "@viking-kb/contract";
import type { Behaviour, Mutant } from "./mutant.js";

/**
 * Names for faults that every server knows, each for the mutants that it stands for. Of those that are about an answer,
 * the first that changes it is done. `*` stands for any part of an id.
 */
const namesOfAnswers = {
  "drop-required-field": ["*/drop/request_id"],
  "wrong-type": ["getTaskInfo/200/retype/data.percentage:string", "*/200/retype/data.*num:string"],
  "wrong-status": ["*/200/status/201", "*/400/status/200", "*/401/status/400", "*/403/status/404"],
  "wrong-code": [`*/400/code/${codeOf("collection-not-exist").code}-as-${codeOf("invalid-request").code}`],
  "wrong-message": ["*/400/message/template"],
  "extra-field": ["*/extra/body"],
  "null-field": ["*/null/request_id"],
  "out-of-range": ["*/200/range/*:below"],
  "unknown-enumeration-value": ["*/200/unknown-value/data.*"],
  "error-with-data": ["*/envelope/error-with-data"],
  "wrong-content-type": ["*/header/content-type-html"],
  "byte-order-mark": ["*/encoding/byte-order-mark"],
  "invalid-utf-8": ["*/encoding/invalid-utf-8"],
  "duplicate-key": ["*/json/duplicate-code"],
  truncated: ["*/truncation/half"],
  "empty-answer": ["*/truncation/empty"],
  "wrong-count": ["listPoints/200/count/count-one-more"],
  "wrong-order": ["listPoints/200/order/reversed"],
  "short-page": ["listPoints/200/page/one-lost-uncounted"],
  "wrong-echo": ["*/200/echo/data.collection_name"],
} as const satisfies Record<string, readonly string[]>;

/** The same for faults in who may ask, which only a server can have that verifies signatures: a mock does not. */
const namesOfAccess: Record<string, readonly string[]> = {
  "any-path": ["*/signature/path-not-covered"],
  "any-host": ["*/signature/host-not-covered"],
  "any-content-type": ["*/signature/content-type-not-covered"],
  "any-query": ["*/signature/query-not-covered"],
  "any-scope-day": ["*/signature/day-not-held"],
  "half-signature": ["*/signature/first-half-alone"],
  "key-in-any-case": ["*/signature/key-in-any-case"],
  "first-authorization": ["*/signature/first-authorization"],
  "one-region": ["*/signature/one-region"],
  "existence-first": ["*/permission/existence-first"],
  "readable-by-resource-id": ["*/permission/ignored-by-resource-id"],
  "document-of-another-collection": ["getDocInfo/access/other-resource/of-another-collection"],
};

const names: Record<string, readonly string[]> = { ...namesOfAnswers, ...namesOfAccess };

/** The name of a fault in an answer. */
export type AnswerFaultName = keyof typeof namesOfAnswers;

/** The names of all faults in answers, in the order of their table. */
export const answerFaultNames = Object.keys(namesOfAnswers) as AnswerFaultName[];
/** The names of all faults in who may ask, which a mock cannot have. */
export const accessFaultNames = Object.keys(namesOfAccess);
/** The names of all faults. */
export const faultNames = Object.keys(names);

/**
 * The mutant, or the harmless variant, with an id, or all that a name stands for as one.
 *
 * @throws CannotRunError that lists the names where there is none.
 */
export function findMutant(name: string, mutants: readonly Mutant[]): Mutant {
  const patterns: readonly string[] = (Object.hasOwn(names, name) ? names[name] : undefined) ?? [name];
  const found = mutants.filter(({ id }) => patterns.some((pattern) => isAbout({ about: pattern }, id)));
  if (found.length > 0) return together(name, found);
  throw new CannotRunError(
    `There is no fault "${name}": take one of ${faultNames.join(", ")}, or the id of a mutant (--verbose lists them).`,
  );
}

function together(name: string, mutants: readonly Mutant[]): Mutant {
  return {
    id: name,
    group: "named",
    description: mutants.map(({ description }) => description).join("; "),
    operationId: "*",
    start(): Behaviour {
      const started = mutants.map(({ operationId, start }) => ({ operationId, behave: start() }));
      return async (call) => {
        for (const { operationId, behave } of started) {
          if (operationId !== "*" && operationId !== call.operationId) continue;
          const sent = await behave(call);
          if (sent !== call.answer) return sent;
        }
        return call.answer;
      };
    },
  };
}
