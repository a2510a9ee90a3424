import { createLogger } from "@stoplight/prism-core";
import { createInstance, getHttpOperationsFromSpec, type IHttpProxyConfig } from "@stoplight/prism-http";
import type { Answer } from "../answer.js";
import type { Finding } from "../finding.js";
import { type JsonObject, pointerStep } from "../json.js";

/** What Prism finds wrong with an answer of the operation at a path. */
export type PrismOpinion = (path: string, answer: Answer) => Promise<Finding[]>;

/** Prism compiles a schema once for each object that it is, and keeps it: a measure of mutants has thousands of runs. */
const known = new WeakMap<JsonObject, ReturnType<typeof getHttpOperationsFromSpec>>();

function operationsOf(contract: JsonObject): ReturnType<typeof getHttpOperationsFromSpec> {
  // Prism writes into the document it is given.
  const operations = known.get(contract) ?? getHttpOperationsFromSpec(structuredClone(contract));
  known.set(contract, operations);
  return operations;
}

/**
 * Prism as `prism proxy --errors --validate-request false` sets it up, within this process: it finds the operation,
 * and holds against it what was passed on. Passing on itself is not left to it: it follows redirects and waits without
 * end. Requests are not its matter, since those that are refused are documented too, and it would answer them itself.
 *
 * @param contract without references
 */
export async function createPrismOpinion(contract: JsonObject, upstream: URL): Promise<PrismOpinion> {
  const operations = await operationsOf(contract);
  const config: IHttpProxyConfig = {
    isProxy: true,
    upstream,
    upstreamProxy: undefined,
    errors: true,
    validateResponse: true,
    validateRequest: false,
    checkSecurity: false,
    mock: { dynamic: false },
  };
  const logger = createLogger("prism", { level: "silent" });
  return async (path, answer) => {
    const body = readAsPrism(answer);
    if (body === undefined) return [{ at: "body", message: "is not JSON" }];
    const passedOn = { statusCode: answer.status, headers: flatten(answer.headers), body: body.value };
    const forward = () => () => async () => ({ _tag: "Right", right: passedOn }) as const;
    const prism = createInstance(config, { logger, forward });
    const result = await prism.request({ method: "post", url: { path }, headers: {} }, operations)();
    if (result._tag === "Left") return [{ at: "answer", message: `cannot be judged: ${result.left.message}` }];
    return result.right.validations.output.map(({ path: [part, ...rest] = [], message }) => ({
      at: part === "body" ? rest.map(pointerStep).join("") || "body" : (part ?? "answer"),
      message,
    }));
  };
}

/** As JSON if the content type says so, else as text; undefined where JSON is announced and does not come. */
function readAsPrism({ headers, bytes }: Answer): { value: unknown } | undefined {
  const text = Buffer.from(bytes).toString();
  if (!/^application\/(?:[^;\s]+\+)?json\s*(?:;|$)/i.test(String(headers["content-type"] ?? "")))
    return { value: text };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function flatten(headers: Answer["headers"]): Record<string, string> {
  const flat = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(flat.map(([name, value]) => [name, String(value)]));
}
