import type { Answer } from "../src/answer.js";
import type { JsonObject } from "../src/json.js";
import { deriveHarmlessVariants, deriveMutants } from "../src/mutants/derive-mutants.js";
import type { Behaviour, Call } from "../src/mutants/mutant.js";
import { readMutantSources } from "../src/mutants/mutant-sources.js";
import type { SentAnswer } from "../src/send-answer.js";
import { answerTo, caseOf } from "./documented-cases.js";
import { owner } from "./documented-server.js";

const sources = readMutantSources({ kind: "server", credentials: owner }, {}, 1_000);

export const mutants = deriveMutants(sources);
export const variants = deriveHarmlessVariants(sources);

/** A fresh start of the mutant or variant with an id. */
export function start(id: string): Behaviour {
  const found = [...mutants, ...variants].find((mutant) => mutant.id === id);
  if (found === undefined) throw new Error(`There is no mutant "${id}".`);
  return found.start();
}

/** A documented request and its documented answer; whatever else is asked is answered with `other`. */
export function callOf(title: string, changes: Partial<Call> = {}, other?: Answer): Call {
  const documented = caseOf(title);
  const answer = answerTo(documented);
  return {
    operationId: documented.operationId,
    headers: {},
    text: JSON.stringify(documented.request),
    body: documented.request,
    answer,
    keyId: owner.accessKeyId,
    ask: async () => other ?? answer,
    ...changes,
  };
}

export function bodyOf({ bytes }: SentAnswer): JsonObject {
  return JSON.parse(Buffer.from(bytes).toString());
}
