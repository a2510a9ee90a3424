import { isDeepStrictEqual } from "node:util";
import type { Operation } from "./contract.js";
import { InvalidRequest } from "./invalid-request.js";
import type { Preference } from "./prefer.js";
import type { Choice } from "./prism.js";

/**
 * The answer that a `Prefer` header names by code, by example or by both.
 *
 * @throws InvalidRequest that lists what there is, when the operation has no such code or example.
 */
export function preferredCase(operation: Operation, preference: Preference): Choice | undefined {
  const { code, example, dynamic } = preference;
  if (code === undefined && example === undefined) return undefined;
  if (code !== undefined && !operation.answers.has(code)) {
    const codes = [...operation.answers.keys()].join(", ");
    throw new InvalidRequest(`Prefer: ${operation.operationId} has no code ${code}; it has ${codes}`);
  }
  if (example === undefined) return { code: Number(code), dynamic };

  const answers = [...operation.answers];
  const [status, ...others] = answers
    .filter(([status, names]) => names.includes(example) && (code ?? status) === status)
    .map(([status]) => status);
  if (status === undefined) {
    const cases = answers.map(([status, names]) => `${status} (${names.join(", ")})`).join(", ");
    const under = code === undefined ? "" : ` under code ${code}`;
    throw new InvalidRequest(`Prefer: ${operation.operationId} has no example ${example}${under}; it has ${cases}`);
  }
  if (others.length > 0) {
    const codes = [status, ...others].join(" and ");
    throw new InvalidRequest(`Prefer: example ${example} exists for ${codes}; add a code`);
  }
  return { code: Number(status), exampleKey: example };
}

/** The documented case whose request has this very body. */
export function matchingCase(operation: Operation, body: unknown): Choice | undefined {
  const request = operation.requests.find(({ value }) => isDeepStrictEqual(value, body));
  if (!request) return undefined;
  const answer = [...operation.answers].find(([, names]) => names.includes(request.name));
  return answer && { code: Number(answer[0]), exampleKey: request.name };
}
