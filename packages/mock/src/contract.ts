import { compileRequestCheck, type FieldRule, type RequestCheck, type RequestRules } from "@viking-kb/spec";
import { askPrism, type PrismOperation, readOperations } from "./prism.js";

/** An operation of the contract, with its documented cases laid out by name. */
export interface Operation {
  operationId: string;
  path: string;
  /** In upper case. */
  method: string;
  /** Names of the answer examples, by HTTP status as the contract writes it. */
  answers: Map<string, string[]>;
  /** The request examples. One with the name of an answer example belongs to that answer. */
  requests: { name: string; value: unknown }[];
  /** What is wrong with a request's body, in the API's words. */
  requestFault: RequestCheck;
  prism: PrismOperation;
}

/**
 * Reads the operations to mock.
 *
 * @param contract a file (JSON or YAML) or a parsed document
 * @throws Error when it cannot be read, has no operation, or has a request schema that checks nothing.
 */
export async function readContract(contract: string | object): Promise<Operation[]> {
  const name = typeof contract === "string" ? contract : "the document";
  try {
    const operations = (await readOperations(contract)).map(toOperation);
    if (operations.length === 0) throw new Error("it has no operation");
    for (const operation of operations) await requireWorkingSchema(operation);
    return operations;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The parser names the file up to twice, breaks lines, and may end in the middle of a sentence.
    const reason = message.replaceAll(/\s+/g, " ").split(`${name}: `).at(-1)?.replace(/: ?$/, "");
    throw new Error(`Cannot mock ${name}: ${reason}`, { cause: error });
  }
}

function toOperation(prism: PrismOperation): Operation {
  const request = prism.request?.body?.contents?.[0];
  return {
    operationId: prism.iid ?? prism.path,
    path: prism.path,
    method: prism.method.toUpperCase(),
    answers: new Map(prism.responses.map(({ code, contents }) => [code, names(contents?.[0]?.examples)])),
    requests: (request?.examples ?? []).flatMap((example) =>
      "value" in example ? [{ name: example.key, value: example.value }] : [],
    ),
    requestFault: compileRequestCheck(toRules((request?.schema ?? {}) as PrismSchema)),
    prism,
  };
}

/** A schema as Prism reads it: a nullable field has `null` among its types. */
interface PrismSchema extends Omit<FieldRule, "type" | "items"> {
  readonly type?: string | readonly string[];
  readonly items?: PrismSchema;
  readonly properties?: Readonly<Record<string, PrismSchema>>;
  readonly required?: readonly string[];
  readonly "x-one-of-required"?: readonly string[];
}

/** The rules that the check with the API's words knows. Prism checks the rest. */
function toRules({
  required = [],
  "x-one-of-required": oneOfRequired = [],
  properties = {},
}: PrismSchema): RequestRules {
  const fields = Object.entries(properties).flatMap(([name, schema]) => {
    const rule = toFieldRule(schema);
    return rule ? [[name, rule]] : [];
  });
  return { required, oneOfRequired, fields: Object.fromEntries(fields) };
}

function toFieldRule({ type, items, ...bounds }: PrismSchema): FieldRule | undefined {
  const types = [type].flat();
  const [only, ...others] = types.filter((name) => name !== "null");
  if (only === undefined || others.length > 0) return undefined;
  const entries = items && toFieldRule(items);
  return { ...bounds, type: only, nullable: types.includes("null"), ...(entries && { items: entries }) };
}

function names(examples: { key: string }[] = []): string[] {
  return examples.map(({ key }) => key);
}

/** Prism silently skips a schema that it cannot compile. So this sends a request that no operation may accept. */
async function requireWorkingSchema({ operationId, prism }: Operation): Promise<void> {
  const { violations } = await askPrism(prism, { check: "schema", body: "not an object" });
  if (violations.length === 0) {
    throw new Error(`the request schema of ${operationId} is missing, broken, or lets a text pass for an object`);
  }
}
