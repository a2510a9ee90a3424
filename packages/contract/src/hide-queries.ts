/** A link, and its query where it has one: each link is gone through once, though it holds the beginning of others. */
const links = /(\bhttps?:\/\/[^\s?"\\]*)(?:\?([^\s"\\]+))?/gi;

/** A text in which no link has a query any more: it is what makes a signed one work. */
export function hideQueries(text: string): string {
  return replaceQueries(text, () => "(redacted)");
}

/** A text in which the query of every link is another. */
export function replaceQueries(text: string, replace: (query: string) => string): string {
  return text.replace(links, (link, place: string, query: string | undefined) =>
    query === undefined ? link : `${place}?${replace(query)}`,
  );
}
