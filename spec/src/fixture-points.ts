/** A point of a file of fixtures: with `times`, it stands for so many, one after the other. */
interface FixturePoint {
  readonly times?: number | undefined;
}

/**
 * The points of a document of fixtures, each by itself: of one that stands for several, `{n}` in each text is the
 * number of each, from 0. Source: fixtures.schema.json, `times`.
 */
export function repeatPoints<Point extends FixturePoint>(points: readonly Point[]): Omit<Point, "times">[] {
  return points.flatMap(({ times, ...point }) =>
    times === undefined ? [point] : Array.from({ length: times }, (_point, number) => numbered(point, number)),
  );
}

function numbered<Members extends object>(point: Members, number: number): Members {
  const numbered = Object.entries(point).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === "string" ? value.replaceAll("{n}", String(number)) : value,
  ]);
  return Object.fromEntries(numbered) as Members;
}
