import type { CallOptions, CollectionInfo, DocInfo, KnowledgeBaseCalls, PointPage, TaskInfo } from "@viking-kb/client";

/** A call that a panel makes, and what is needed to write it down in another form. */
export interface PanelCall<Data> {
  /** The client's method, as `points.list`. */
  readonly method: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The same for the command line, without what says how the API is reached. */
  readonly command: {
    readonly name: readonly string[];
    readonly places: readonly string[];
    readonly options: readonly string[];
  };
  readonly ask: (calls: KnowledgeBaseCalls, options?: CallOptions) => Promise<Data>;
}

/** A collection as the address names it: by its name, in a project, or by its resource id. */
export interface CollectionPlace {
  readonly collection: string;
  readonly project?: string | undefined;
}

/** No name has a hyphen, so what begins with `kb-` is a resource id, as on the command line. */
const isResourceId = (collection: string) => collection.startsWith("kb-");

function located({ collection, project }: CollectionPlace) {
  const inProject = project === undefined ? {} : { project };
  return isResourceId(collection)
    ? { resource_id: collection, ...inProject }
    : { collection_name: collection, ...inProject };
}

/** A value that begins with a hyphen would be taken for another option if it stood apart. */
const projectOption = ({ project }: CollectionPlace) => (project === undefined ? [] : [`--project=${project}`]);

export function collectionCall(place: CollectionPlace): PanelCall<CollectionInfo> {
  const { collection, project } = place;
  const inProject = project === undefined ? {} : { project };
  const input = isResourceId(collection)
    ? { resource_id: collection, ...inProject }
    : { name: collection, ...inProject };
  return {
    method: "collections.info",
    input,
    command: { name: ["collection", "info"], places: [collection], options: projectOption(place) },
    ask: (kb, options) => kb.collections.info(input, options),
  };
}

export function documentCall(place: CollectionPlace, doc_id: string): PanelCall<DocInfo> {
  const input = { ...located(place), doc_id };
  return {
    method: "docs.info",
    input,
    command: { name: ["doc", "info"], places: [place.collection, doc_id], options: projectOption(place) },
    ask: (kb, options) => kb.docs.info(input, options),
  };
}

/** A page of points. */
export interface PointsPlace extends CollectionPlace {
  /** The documents whose points are asked for; none given: those of all. */
  readonly docs: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

export function pointsCall(place: PointsPlace): PanelCall<PointPage> {
  const { docs, offset, limit } = place;
  const input = {
    ...located(place),
    offset,
    limit,
    ...(docs.length > 0 ? { doc_ids: docs } : {}),
  };
  return {
    method: "points.list",
    input,
    command: {
      name: ["points", "list"],
      places: [place.collection],
      options: [
        ...projectOption(place),
        ...["--offset", `${offset}`, "--limit", `${limit}`],
        ...docs.map((doc) => `--doc=${doc}`),
      ],
    },
    ask: (kb, options) => kb.points.list(input, options),
  };
}

/** One point with the links of its attachments, wherever in the list it is by now. */
export function linkedPointCall(place: CollectionPlace, point_id: string): Pick<PanelCall<PointPage>, "ask"> {
  const input = { ...located(place), point_ids: [point_id], get_attachment_link: true };
  return { ask: (kb, options) => kb.points.list(input, options) };
}

export function taskCall(task_id: string): PanelCall<TaskInfo> {
  const input = { task_id };
  return {
    method: "tasks.info",
    input,
    command: { name: ["task", "info"], places: [task_id], options: [] },
    ask: (kb, options) => kb.tasks.info(input, options),
  };
}
