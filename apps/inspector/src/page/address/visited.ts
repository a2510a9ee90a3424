/** A place that was looked at in this tab. */
export interface Visited {
  readonly path: string;
  readonly kind: "collection" | "document" | "task";
  readonly name: string;
}

const storedAs = "viking-kb.visited";
const most = 8;

/** What was looked at in this tab, the last first. */
export function visitedPlaces(): readonly Visited[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storedAs) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isVisited) : [];
  } catch {
    return [];
  }
}

/** Remembers that something exists that was looked at. */
export function noteVisit(visited: Visited): void {
  try {
    const others = visitedPlaces().filter(({ path }) => path !== visited.path);
    sessionStorage.setItem(storedAs, JSON.stringify([visited, ...others].slice(0, most)));
  } catch {
    // The list is a convenience.
  }
}

function isVisited(value: unknown): value is Visited {
  const { path, kind, name } = Object(value);
  return (
    typeof path === "string" &&
    path.startsWith("/") &&
    ["collection", "document", "task"].includes(kind) &&
    typeof name === "string"
  );
}
