import type { CollectionPlace } from "../connection/panel-call.js";

// Ids are opaque: one may be `..`, which no path can hold, or end as a file does. So they stand in the query.

/** The address of a collection. */
export function collectionPath({ collection, project }: CollectionPlace): string {
  return `/collections/${encodeURIComponent(collection)}${queryOf({ project })}`;
}

/** The points of a collection, or of some of its documents. */
export function pointsPath({ collection, project }: CollectionPlace, query: PointsQuery = {}): string {
  const { from, docs, open } = query;
  const shown = { project, doc: docs, from: from === 1 ? undefined : from, open };
  return `/collections/${encodeURIComponent(collection)}/points${queryOf(shown)}`;
}

/** What of the points is looked at. Points are counted from 1. */
export interface PointsQuery {
  /** The first point that is seen. */
  readonly from?: number | undefined;
  /** The documents whose points are listed; none given: those of all. */
  readonly docs?: readonly string[] | undefined;
  /** The point that is shown whole. */
  readonly open?: number | undefined;
}

/** What of the points the address names, completed. */
interface ReadPointsQuery {
  readonly from: number;
  readonly docs: readonly string[];
  readonly open: number | undefined;
}

export function readPointsQuery(search: string): ReadPointsQuery {
  const query = new URLSearchParams(search);
  return { from: placeOf(query.get("from")) ?? 1, docs: query.getAll("doc"), open: placeOf(query.get("open")) };
}

function placeOf(text: string | null): number | undefined {
  const place = Number(text ?? "");
  return Number.isSafeInteger(place) && place >= 1 ? place : undefined;
}

export function documentPath({ collection, project }: CollectionPlace, doc: string): string {
  return `/collections/${encodeURIComponent(collection)}/document${queryOf({ project, id: doc })}`;
}

export function taskPath(task: string): string {
  return `/task${queryOf({ id: task })}`;
}

/** The collection of an address, and its project if it names one. */
export function collectionPlace(name: string, search: string): CollectionPlace {
  const project = new URLSearchParams(search).get("project");
  return { collection: name, ...(project ? { project } : {}) };
}

function queryOf(members: Readonly<Record<string, string | number | readonly string[] | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(name, `${one}`);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
