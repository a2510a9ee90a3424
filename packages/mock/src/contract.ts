import { askPrism, type PrismOperation, readOperations } from "./prism.js";

/** An operation of the contract, with its documented cases laid out by name. */
export interface Operation {
  operationId: string;
  path: string;
  /** In upper case. */
  method: string;
  /** Names of the answer examples, by HTTP status as the contract writes it. */
  answers: Map<string, string[]>;
  /** The request examples. One that has the name of an answer example belongs to it. */
  requests: { name: string; value: unknown }[];
  /** Request fields of which at least one must be given: `x-one-of-required` of the contract. */
  oneOfRequired: string[];
  /** The fields of the request. */
  fields: string[];
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
  const schema = request?.schema as { "x-one-of-required"?: string[]; properties?: object } | undefined;
  return {
    operationId: prism.iid ?? prism.path,
    path: prism.path,
    method: prism.method.toUpperCase(),
    answers: new Map(prism.responses.map(({ code, contents }) => [code, names(contents?.[0]?.examples)])),
    requests: (request?.examples ?? []).flatMap((example) =>
      "value" in example ? [{ name: example.key, value: example.value }] : [],
    ),
    oneOfRequired: schema?.["x-one-of-required"] ?? [],
    fields: Object.keys(schema?.properties ?? {}),
    prism,
  };
}

function names(examples: { key: string }[] = []): string[] {
  return examples.map(({ key }) => key);
}

/** Prism skips a schema that it cannot compile without a word, so something is sent that no operation may take. */
async function requireWorkingSchema({ operationId, prism }: Operation): Promise<void> {
  const { violations } = await askPrism(prism, { check: "schema", body: "not an object" });
  if (violations.length === 0) {
    throw new Error(`the request schema of ${operationId} is missing, broken, or lets a text pass for an object`);
  }
}
