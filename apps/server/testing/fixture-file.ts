/** A file of fixtures with these collections in project `default`, as YAML flow maps. */
export function fixtureFile(collections: Record<string, string>, keys = "{}"): string {
  const members =
    "creator: me, created: 2024-08-28T10:13:20Z, pipelines: { default: { pipeline_type: default, index_list: [] } }";
  const rows = Object.entries(collections).map(([name, own]) => `      ${name}: { ${members}, ${own} }\n`);
  return `keys: ${keys}\nprojects:\n  default:\n    collections:\n${rows.join("")}`;
}

/** The members of a document in such a file. */
export const guide =
  "doc_name: guide.md, doc_type: md, add_type: tos_fe, added_by: me, created: 2024-08-28T10:13:20.123Z, process_status: 0";
