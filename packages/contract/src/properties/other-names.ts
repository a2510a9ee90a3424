import { withProject } from "../cases/documented-cases.js";
import { nearNames } from "../cases/near-names.js";
import { compareAnswers } from "../differences.js";
import { type ResourceKind, requestFields } from "../field-kinds.js";
import { type Finding, quote } from "../finding.js";
import { type JsonObject, member } from "../json.js";
import type { LayerFailure } from "../layer.js";
import { type Expectation, invalidRequest, success } from "../strict/expectation.js";
import { codeOf, type Operation } from "../strict-contract.js";
import type { Asked, Asker } from "../target/asker.js";
import type { KnownNames } from "./valid-requests.js";

/** A request for something by a name that is nearly the name of another, and how it is refused. */
export interface OtherName {
  readonly what: string;
  readonly name: string;
  readonly exactName: string;
  /** The same by the right name. */
  readonly exact: JsonObject;
  readonly request: JsonObject;
  readonly expected: Expectation;
}

/**
 * Documented requests, each with one name nearly right: names are compared as they are, so it is another name, or none
 * that there can be.
 */
export function otherNames(
  { operationId, fields }: Operation,
  anchors: readonly JsonObject[],
  names: KnownNames,
): OtherName[] {
  return fields.flatMap(({ name: field, pattern }) => {
    const kind = requestFields[field];
    const exact = anchors
      .map(withProject)
      .find((request) => typeof request[field] === "string" && request[field] !== "");
    // An id of a collection alone decides.
    if (kind === undefined || exact === undefined || (exact.resource_id && isLocator(kind) && field !== "resource_id"))
      return [];
    return nearNames(String(exact[field]), new Set(names.get(kind))).map(({ how, name }): OtherName => {
      const isName = pattern === undefined || new RegExp(pattern, "u").test(name);
      const expected = isName ? withoutOne(kind, operationId) : invalidRequest;
      return {
        what: `${field} ${how}`,
        name,
        exactName: String(exact[field]),
        exact,
        request: { ...exact, [field]: name },
        expected,
      };
    });
  });
}

function isLocator(kind: ResourceKind): boolean {
  return kind === "collection" || kind === "project";
}

/** How it is told that there is no such thing. */
function withoutOne(kind: ResourceKind, operationId: string): Expectation {
  if (kind === "document") return codeOf("doc-not-exist");
  if (kind === "task" || operationId === "getTaskInfo") return codeOf("task-not-exist");
  return kind === "pipeline" ? invalidRequest : codeOf("collection-not-exist");
}

/** Tries one; something else may really have that name, and is then answered otherwise than the exact one. */
export async function tryOtherName(
  operation: Operation,
  { what, name, exactName, exact, request, expected }: OtherName,
  asker: Asker,
): Promise<LayerFailure> {
  const title = `${what} means nothing else`;
  const asked = await asker.ask(operation, request);
  const findings = asked.findings.length > 0 ? asked.findings : await judge(asked);
  return { operationId: operation.operationId, title, findings };

  async function judge({ body, answer }: Asked): Promise<readonly Finding[]> {
    if (body.code !== success.code) {
      if (body.code === expected.code && answer?.status === expected.status) return [];
      return [{ at: "/code", message: `is ${body.code} (${quote(String(body.message))}); expected ${expected.code}` }];
    }
    const right = await asker.ask(operation, exact);
    if (right.findings.length > 0) return right.findings;
    // A server may repeat the name that it was asked for.
    const differences = compareAnswers(member(right.body, "data"), member(body, "data"));
    if (differences.some(({ actual }) => actual !== name)) return [];
    return [{ at: "/data", message: `of ${quote(name)} is that of ${quote(exactName)}; expected ${expected.code}` }];
  }
}
