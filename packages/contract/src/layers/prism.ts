import { caseTitle, type DocumentedCase } from "../documented-case.js";
import type { Finding } from "../finding.js";
import { createSender, type Sender } from "../send-signed.js";
import type { CaseVerdict, Layer, LayerContext, LayerFailure, LayerResult } from "./layer.js";
import type { PrismOpinion } from "./prism-opinion.js";

/** Prism's proxy, as a second opinion on the schema by another hand. */
export const prismLayer: Layer = {
  name: "prism",
  proves: "Each documented answer has a documented status, content type and body, as Prism's proxy reads the contract.",
  cannot: "It expects no certain status or code, and sees no bytes, no headers, and no tie between request and answer.",
  run: runPrismLayer,
};

async function runPrismLayer(context: LayerContext): Promise<LayerResult> {
  // Prism takes a second to load, which only this layer needs.
  const { createPrismOpinion } = await import("./prism-opinion.js");
  const opinion = await createPrismOpinion(context.contract, context.url);
  const sender = createSender(context);
  const cases = new Map<string, CaseVerdict>();
  const failures: LayerFailure[] = [];
  try {
    for (const { documented, notTried } of context.cases) {
      if (notTried !== "") continue;
      const verdict = await tryCase(documented, { context, opinion, sender });
      cases.set(caseTitle(documented), verdict);
      if (verdict.outcome === "passed") continue;
      const { operationId } = documented;
      failures.push({ operationId, title: caseTitle(documented), findings: verdict.findings });
      if (context.failFast) break;
    }
  } finally {
    sender.close();
  }
  const kept = failures.length === 0 && cases.size > 0;
  return { outcome: kept ? "kept" : "broken", checks: cases.size, failures, cases };
}

interface Trial {
  readonly context: LayerContext;
  readonly opinion: PrismOpinion;
  readonly sender: Sender;
}

async function tryCase(documented: DocumentedCase, { context, opinion, sender }: Trial): Promise<CaseVerdict> {
  const { operationId, path, request } = documented;
  const started = performance.now();
  const findings: Finding[] = [];
  try {
    const answer = await sender.sendCase(documented);
    findings.push(...(await opinion(path, answer)));
    const sent = { method: "POST", path, body: JSON.stringify(request) };
    context.onExchange({ operationId, request: sent, answer, documented, kept: findings.length === 0 });
  } catch (error) {
    findings.push({ at: "answer", message: error instanceof Error ? error.message : String(error) });
  }
  const outcome = findings.length === 0 ? "passed" : "failed";
  return { outcome, findings, milliseconds: performance.now() - started };
}
