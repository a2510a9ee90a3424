import { createRequire } from "node:module";
import { type ResourceKind, requestFields, resourceKinds } from "../field-kinds.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import { readPairs } from "../strict-contract.js";

/** One case that the contract documents: what is sent, and what comes back. */
export interface DocumentedCase {
  readonly operationId: string;
  readonly path: string;
  /** Unique within the operation. */
  readonly name: string;
  /** HTTP status of the answer. */
  readonly status: number;
  /** See `ContractPair`. */
  readonly later: boolean;
  /** Body of the request. */
  readonly request: JsonObject;
  /** Body of the answer as documented. */
  readonly response: JsonObject;
}

interface Example {
  operationId: string;
  name: string;
  status: number;
  request: { value: JsonObject };
  response: { value: JsonObject };
}

/**
 * Every example of `@viking-kb/spec`, in the order of the contract's pairs.
 *
 * @throws Error when a pair has no example, since a pair that nothing tries must not count as kept.
 */
export function readDocumentedCases(): DocumentedCase[] {
  const examples: Example[] = createRequire(import.meta.url)("@viking-kb/spec/examples.json");
  return readPairs().flatMap(({ operationId, path, status, later }) => {
    const own = examples.filter((example) => example.operationId === operationId && example.status === status);
    if (own.length === 0) throw new Error(`${operationId} ${status} has no example: add one to the contract.`);
    return own.map(({ name, request, response }) => ({
      operationId,
      path,
      name,
      status,
      later,
      request: request.value,
      response: response.value,
    }));
  });
}

/** A case in words, unique among all: `getDocInfo 400 doc-not-exist`. */
export function caseTitle({ operationId, status, name }: DocumentedCase): string {
  return `${operationId} ${status} ${name}`;
}

/** A name with its kind: `handbook` is a collection and a document. */
export interface ResourceName {
  readonly kind: ResourceKind;
  readonly name: string;
}

type Fields = Readonly<Record<string, ResourceKind>>;

/** A copy of a body in which each name in one of these fields is replaced by what `rename` makes of it. */
export function renameIn(body: JsonObject, fields: Fields, rename: (named: ResourceName) => string): JsonObject {
  const replace = (value: Json, kind?: ResourceKind): Json => {
    if (Array.isArray(value)) return value.map((item) => replace(item, kind));
    if (isObject(value)) return renameIn(value, fields, rename);
    return kind !== undefined && typeof value === "string" ? rename({ kind, name: value }) : value;
  };
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, replace(value, fields[key])]));
}

interface Fixtures {
  readonly projects: Readonly<Record<string, { readonly collections?: Readonly<Record<string, Collection>> }>>;
}
interface Collection {
  readonly resource_id?: string;
  readonly pipelines?: JsonObject;
  readonly documents?: Readonly<Record<string, { readonly points?: readonly Point[] }>>;
  readonly tasks?: JsonObject;
}
interface Point {
  readonly point_id?: string;
  readonly chunk_id?: number;
}

/**
 * The names by which cases name what a target must hold, each with the titles of those cases. A collection may have
 * none: each is listed as a whole, whatever cases name.
 */
export type FixtureNames = ReadonlyMap<ResourceKind, ReadonlyMap<string, readonly string[]>>;

/**
 * Which of the fixtures of `@viking-kb/spec` the cases name, and every collection. A name that is no fixture is one that
 * must not exist, and stays as it is on every target.
 */
export function readFixtureNames(cases: readonly DocumentedCase[]): FixtureNames {
  const { projects } = readFixtures();
  const collections = Object.values(projects).map(({ collections = {} }) => collections);
  const all = collections.flatMap((byName) => Object.values(byName));
  const fixtures: Record<ResourceKind, string[]> = {
    project: Object.keys(projects),
    collection: collections.flatMap((byName) => Object.keys(byName)),
    resource_id: all.flatMap(({ resource_id }) => resource_id ?? []),
    pipeline: all.flatMap(({ pipelines = { default: {} } }) => Object.keys(pipelines)),
    document: all.flatMap(({ documents = {} }) => Object.keys(documents)),
    point: all.flatMap(({ documents = {} }) => Object.entries(documents).flatMap(pointIds)),
    task: all.flatMap(({ tasks = {} }) => Object.keys(tasks)),
  };
  const titlesOf = (kind: ResourceKind, name: string) =>
    cases.filter((one) => namesIn(one).some((named) => named.kind === kind && named.name === name)).map(caseTitle);
  return new Map(
    resourceKinds.map((kind) => {
      const named = [...new Set(fixtures[kind])].map((name) => [name, titlesOf(kind, name)] as const);
      return [kind, new Map(named.filter(([, titles]) => titles.length > 0 || kind === "collection"))];
    }),
  );
}

/** Every collection of the fixtures, as a request but collection/info's says where it is. */
export function fixtureCollections(): { readonly collection_name: string; readonly project: string }[] {
  return Object.entries(readFixtures().projects).flatMap(([project, { collections = {} }]) =>
    Object.keys(collections).map((collection_name) => ({ collection_name, project })),
  );
}

function readFixtures(): Fixtures {
  return createRequire(import.meta.url)("@viking-kb/spec/fixtures.json");
}

/** Every name in a case's request, each once, the default project included. */
export function namesIn({ request }: DocumentedCase): ResourceName[] {
  const names = new Map<string, ResourceName>();
  renameIn(withProject(request), requestFields, (named) => {
    names.set(`${named.kind} ${named.name}`, named);
    return named.name;
  });
  return [...names.values()].filter(({ name }) => name !== "");
}

/** A request that locates a collection by name with its project spelled out, which is `default` unless given. */
export function withProject(request: JsonObject): JsonObject {
  const byName = request.name || request.collection_name;
  return byName && !request.project ? { ...request, project: "default" } : request;
}

function pointIds([docId, { points = [] }]: [string, { readonly points?: readonly Point[] }]): string[] {
  return points.map(({ point_id, chunk_id }, index) => point_id ?? `${docId}-${chunk_id ?? index}`);
}
