/** A link's query is what makes a signed one work. */
const queries = /(\bhttps?:\/\/[^\s?"\\]*\?)[^\s"\\]+/gi;

/** A text in which no link has a query any more. */
export function hideQueries(text: string): string {
  return text.replace(queries, "$1(redacted)");
}
