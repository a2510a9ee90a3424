import { caseTitle } from "../cases/documented-cases.js";
import { triedOf } from "../cases/select-cases.js";
import type { CaseVerdict, Layer, LayerContext, LayerFailure, LayerResult } from "../layer.js";
import { readOperations } from "../strict-contract.js";
import { type Asker, createAsker, isUntried } from "../target/asker.js";
import { largestPage } from "./rules/points.js";
import { placesOf, placesOfFixtures, walkCollection } from "./walk/walk-collection.js";

/** Our own checker, which reads the bytes of each answer and holds answers to each other; it sends its own requests. */
export const strictLayer: Layer = {
  name: "strict",
  proves:
    "Each documented answer is right to the byte: headers, encoding, schema, code, message, echo, page, order, ties " +
    "between fields; and pages, documents and counters agree with each other.",
  cannot: "It asks for what the cases name, and knows no value that neither the contract nor another answer fixes.",
  run: runStrictLayer,
};

async function runStrictLayer(context: LayerContext): Promise<LayerResult> {
  const asker = createAsker(context);
  try {
    return await tryAll(context, asker);
  } finally {
    asker.close();
  }
}

async function tryAll(context: LayerContext, asker: Asker): Promise<LayerResult> {
  const { failFast, target } = context;
  const cases = new Map<string, CaseVerdict>();
  const failures: LayerFailure[] = [];
  const tried = triedOf(context.cases);
  const ended = () => failFast && failures.length > 0;

  for (const documented of tried) {
    if (ended()) break;
    const title = caseTitle(documented);
    const { findings, milliseconds } = await asker.askCase(documented);
    const untried = isUntried(findings);
    const outcome = findings.length === 0 ? "passed" : untried ? "skipped" : "failed";
    cases.set(title, { outcome, findings, milliseconds });
    if (outcome === "failed") failures.push({ operationId: documented.operationId, title, findings });
  }

  const walked = target.kind !== "mock";
  let most = 0;
  const operations = new Map(readOperations().map((operation) => [operation.operationId, operation]));
  for (const place of walked ? placesOf(tried, placesOfFixtures(context.names)) : []) {
    const total = await walkCollection(place, {
      decisions: target.kind !== "cloud",
      ended,
      ask(operationId, request) {
        const operation = operations.get(operationId);
        if (operation === undefined) throw new Error(`The contract has no operation ${operationId}.`);
        return asker.ask(operation, request);
      },
      tell(operationId, title, findings) {
        if (findings.length === 0 || isUntried(findings)) return;
        failures.push({ operationId, title, findings, asked: asker.recall().slice(-1) });
      },
    });
    most = Math.max(most, total);
  }
  failures.push(...asker.untried());
  return {
    outcome: failures.length === 0 && cases.size > 0 ? "kept" : "broken",
    checks: asker.count(),
    failures,
    cases,
    notTried: walked
      ? most > largestPage || ended()
        ? []
        : [
            `that no answer holds more than ${largestPage} points: no collection that was listed has as many; ` +
              "where one has, give its name for visitors (--names)",
          ]
      : ["pages, documents and counters held to each other: a mock answers with examples"],
  };
}
