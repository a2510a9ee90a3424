import { createLogger } from "@stoplight/prism-core";
import { createInstance, getHttpOperationsFromSpec, type IHttpMockConfig } from "@stoplight/prism-http";

/** An operation as Prism reads it from a contract. */
export type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** Which documented answer is wanted. Without any field: the first example of the lowest 2xx. */
export interface Choice {
  code?: number;
  exampleKey?: string;
  /** Makes up an answer from the response schema. An `exampleKey` has priority. */
  dynamic?: boolean;
}

/** A breach of the contract that Prism found in a request. */
export interface Violation {
  /** The part of the request (`body`), followed by the path to the field. */
  path?: string[];
  /** The JSON Schema keyword, or 401. */
  code?: string | number;
  message: string;
}

/** Prism's answer, and its findings about the request. */
export interface PrismAnswer {
  status: number;
  body: unknown;
  violations: Violation[];
}

/** The input of Prism: the request, what to check, and which answer to choose. */
export interface Question {
  headers?: Record<string, string>;
  body?: unknown;
  check?: "security" | "schema";
  choice?: Choice;
}

const config: IHttpMockConfig = {
  isProxy: false,
  checkSecurity: false,
  validateRequest: false,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};
const prism = createInstance(config, { logger: createLogger("prism", { level: "silent" }) });

/** Reads the operations of a contract: a file (JSON or YAML) or a parsed document, which is not changed. */
export function readOperations(contract: string | object): Promise<PrismOperation[]> {
  // Prism resolves references in place.
  return getHttpOperationsFromSpec(typeof contract === "string" ? contract : structuredClone(contract));
}

/** @throws Error when Prism has no answer to give. */
export async function askPrism(
  operation: PrismOperation,
  { headers = {}, body, check, choice = {} }: Question,
): Promise<PrismAnswer> {
  const result = await prism.request(
    { method: operation.method as "post", url: { path: operation.path }, headers, body },
    [operation],
    {
      ...config,
      checkSecurity: check === "security",
      validateRequest: check === "schema",
      // Made for each question, since Prism writes into it.
      mock: { dynamic: false, ...choice },
    },
  )();
  if (result._tag === "Left") throw result.left;
  const { output, validations } = result.right;
  if (output.body === undefined) {
    throw new Error(`${operation.path} documents no body for ${output.statusCode}; add an example or a schema`);
  }
  return { status: output.statusCode, body: output.body, violations: validations.input };
}
