import { businessCodes, type OperationId, operations } from "@viking-kb/spec";
import examples from "@viking-kb/spec/examples.json" with { type: "json" };

/** A documented case that every foreign client tries, as the programs take it. */
export interface Case {
  readonly operation: "collection" | "document" | "points" | "task";
  readonly path: string;
  readonly name: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly expected: Outcome;
}

/** What a client made of an answer. */
export interface Outcome {
  /** A success: the description, the document's name, the texts of the points, the task's state. */
  readonly text?: string;
  /** A refusal: its business code. */
  readonly code?: number;
  /** The class of the error, where the client has one for each code. */
  readonly error?: string;
  /** The client has no such call. */
  readonly absent?: true;
}

const tried: readonly (readonly [Case["operation"], OperationId, names: readonly string[]])[] = [
  ["collection", "getCollectionInfo", ["documented", "collection-not-exist"]],
  ["document", "getDocInfo", ["documented", "doc-not-exist"]],
  ["points", "listPoints", ["documented", "invalid-request", "no-permission", "collection-not-exist", "unauthorized"]],
  ["task", "getTaskInfo", ["running", "task-not-exist"]],
];

/** The documented cases that are tried. Documents and points hold Chinese text. */
export const cases: readonly Case[] = tried.flatMap(([operation, operationId, names]) =>
  names.map((name) => {
    const found = examples.find((one) => one.operationId === operationId && one.name === name);
    if (found === undefined) throw new Error(`${operationId} has no documented case ${name}.`);
    const expected = outcomeOf(operation, found.response.value as Answer);
    return { operation, path: operations[operationId].path, name, request: found.request.value, expected };
  }),
);

interface Answer {
  readonly code: number;
  readonly data?: {
    readonly description?: string;
    readonly doc_name?: string;
    readonly status?: unknown;
    readonly point_list?: readonly { readonly content: string }[];
  };
}

function outcomeOf(operation: Case["operation"], { code, data }: Answer): Outcome {
  if (data === undefined) return { code, error: errorName(code) };
  const texts = {
    collection: data.description,
    document: data.doc_name,
    points: data.point_list?.map(({ content }) => content).join("\n"),
    task: data.status,
  };
  return { text: String(texts[operation]) };
}

/** The vendor's Python clients name their errors as our kinds are called. */
function errorName(code: number): string {
  const kind = businessCodes.findLast((row) => row.code === code)?.kind ?? "";
  return `${kind.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}Exception`;
}

/** Says how an outcome differs from what is documented; undefined where it does not. */
export function difference({ expected }: Case, { text, code, error }: Outcome): string | undefined {
  const told = JSON.stringify({ text, code, error });
  if (text !== expected.text || code !== expected.code) return `${told}, not ${JSON.stringify(expected)}`;
  // A client without classes of errors names none.
  return error === undefined || error === expected.error ? undefined : `${told}, not ${expected.error}`;
}
