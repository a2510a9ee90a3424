/**
 * In bytes of UTF-8, for every id: of documents, points, tasks and resources. PostgreSQL has no key of an index beyond
 * a third of a page, some 2,700 bytes (https://www.postgresql.org/docs/current/btree.html), and an id stands in one
 * with others. SQLite would take longer ones, but what one engine holds is to fit into the other. The id that a point
 * is given from its document's is a few bytes longer, and fits too.
 */
export const maximumIdBytes = 2_000;

/** What is wrong with an id that is too long, as a predicate; undefined where nothing is. */
export function idLengthFault(id: string): string | undefined {
  const length = Buffer.byteLength(id);
  if (length <= maximumIdBytes) return undefined;
  return `has ${length.toLocaleString("en")} bytes of UTF-8, more than ${maximumIdBytes.toLocaleString("en")}`;
}
