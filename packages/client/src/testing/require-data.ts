import { refuseUnknown } from "../given-options.js";
import { isObject } from "../transport/answer.js";

/**
 * Checks what a fake is given, where the compiler does not: data in another form would be held as something else, and a
 * test would pass for nothing.
 *
 * @throws TypeError that names the place and what belongs there.
 */
export function requireData(data: object): void {
  if (!isObject(data))
    throw new TypeError('The fake\'s data are an object, like { collections: [{ collection_name: "faq" }] }.');
  refuseUnknown(data, ["collections", "tasks", "forbiddenProjects"], "part of the fake's data");
  const { collections, tasks, forbiddenProjects } = data as Record<string, unknown>;
  for (const [place, collection] of entriesOf("collections", collections)) {
    const { documents } = requireNamed(place, collection, "collection_name");
    for (const [documentPlace, document] of entriesOf(`${place}.documents`, documents)) {
      const { points } = requireNamed(documentPlace, document, "doc_id");
      for (const [pointPlace, point] of entriesOf(`${documentPlace}.points`, points)) {
        if (typeof point !== "string" && !isObject(point)) throw fault(pointPlace, "a text or an object", point);
      }
    }
  }
  for (const [place, task] of entriesOf("tasks", tasks)) requireNamed(place, task, "task_id");
  for (const [place, project] of entriesOf("forbiddenProjects", forbiddenProjects)) {
    if (typeof project !== "string") throw fault(place, "a text", project);
  }
}

function entriesOf(place: string, list: unknown): [place: string, entry: unknown][] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw fault(place, "a list", list);
  return list.map((entry: unknown, index) => [`${place}[${index}]`, entry]);
}

/** The entry, which has an id; what the fake would take no notice of is refused. */
function requireNamed(place: string, entry: unknown, idName: string): Readonly<Record<string, unknown>> {
  if (!isObject(entry)) throw fault(place, `an object with a ${idName}`, entry);
  if (typeof entry[idName] !== "string") throw fault(`${place}.${idName}`, "a text", entry[idName]);
  if ("docs" in entry) throw new TypeError(`The fake's data have ${place}.docs: did you mean \`documents\`?`);
  return entry;
}

function fault(place: string, form: string, given: unknown): TypeError {
  return new TypeError(`The fake's data must have ${form} at ${place}; given was ${JSON.stringify(given)}.`);
}
