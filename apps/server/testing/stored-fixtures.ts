import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type LoadReport, loadFixtures } from "../src/fixtures/load-fixtures.js";
import { parseFixtures } from "../src/fixtures/parse-fixtures.js";
import type { AccessKeySummary } from "../src/storage/records.js";
import type { Storage } from "../src/storage/storage.js";
import { openTemporaryStorage } from "./temporary-database.js";

/** The fixtures that every contract target must hold. */
export function readContractFixtures(): Promise<string> {
  return readFile(fileURLToPath(import.meta.resolve("@viking-kb/spec/fixtures.yaml")), "utf8");
}

const allPoints = { docIds: null, pointIds: null, offset: 0, limit: 1000, withLinks: true };

/** All that is stored except tasks, which cannot be listed, without the ids that the database makes. */
const readContents = (storage: Storage) =>
  storage.read(async (reads) => {
    const collections = [];
    for (const { id, projectId: _projectId, ...collection } of await reads.listCollections()) {
      const documents = await reads.listDocuments(id);
      const { wireList } = await reads.listPoints(id, allPoints);
      collections.push({
        ...collection,
        documents: documents.map(({ id: _id, collectionId: _collectionId, ...document }) => document),
        points: JSON.parse(wireList),
      });
    }
    const projects = (await reads.listProjects()).map(({ name }) => name);
    return { projects, collections, keys: await reads.listAccessKeys() };
  });

/** A database that fixtures are loaded into, and what it then holds. */
interface StoredFixtures {
  readonly storage: Storage;
  /** Loads the text of a file. */
  load(text: string): Promise<LoadReport>;
  contents(): ReturnType<typeof readContents>;
  /** The keys that are not revoked. */
  activeKeys(): Promise<AccessKeySummary[]>;
}

/** An empty database for fixtures, gone when the test has finished. */
export async function makeStoredFixtures(): Promise<StoredFixtures> {
  const storage = await openTemporaryStorage();
  const contents = () => readContents(storage);
  return {
    storage,
    load: (text) => loadFixtures(storage, parseFixtures(text, "test.yaml")),
    contents,
    activeKeys: async () => (await contents()).keys.filter(({ revokeTime }) => revokeTime === null),
  };
}

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
