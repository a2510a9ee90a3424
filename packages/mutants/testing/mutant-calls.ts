import { type Answer, type JsonObject, readTriedContract } from "@viking-kb/contract";
import { answerTo, caseOf } from "@viking-kb/contract/testing/documented-cases";
import { owner } from "@viking-kb/model";
import type { SentAnswer } from "../src/answer-proxy.js";
import { deriveHarmlessVariants, deriveMutants } from "../src/derive/derive-mutants.js";
import type { Behaviour, Call } from "../src/mutant.js";

const contract = readTriedContract({ kind: "server", credentials: owner });

export const mutants = deriveMutants(contract, 1_000);
export const variants = deriveHarmlessVariants(contract, 1_000);

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
    received: {
      method: "POST",
      target: documented.path,
      lines: [],
      bytes: Buffer.from(JSON.stringify(documented.request)),
      ownHost: "127.0.0.1:4020",
    },
    keys: [owner],
    now: new Date(),
    ask: async () => other ?? answer,
    ...changes,
  };
}

export function bodyOf({ bytes }: SentAnswer): JsonObject {
  return JSON.parse(Buffer.from(bytes).toString());
}
