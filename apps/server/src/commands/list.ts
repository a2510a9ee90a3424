import { printable } from "@viking-kb/command-line";
import type { Command } from "commander";
import { defaultProject, findNamedCollection } from "../collections.js";
import { type Collection, type Document, processStatus } from "../storage/records.js";
import type { Reads } from "../storage/storage.js";
import { counted } from "./counted.js";
import { type CommandTerminal, type DatabaseOptions, databaseOption, withStorage } from "./options.js";

interface Options extends DatabaseOptions {
  readonly project?: string;
  readonly json?: true;
}

/** Adds `list`. */
export function addList(program: Command, terminal: CommandTerminal): void {
  program
    .command("list")
    .description("Lists the collections of the database, or the documents of one: their ids, states and points.")
    .argument("[collection]", "whose documents to list")
    .option("--project <name>", `project of the collection (default: ${defaultProject}), or whose collections to list`)
    .option("--json", "as JSON")
    .addOption(databaseOption())
    .action((collection: string | undefined, options: Options) =>
      collection === undefined ? listCollections(options, terminal) : listDocuments(collection, options, terminal),
    );
}

async function listCollections(options: Options, terminal: CommandTerminal): Promise<void> {
  const { project } = options;
  const collections = await readProject(options, async (reads) => {
    const all = await reads.listCollections();
    return all.filter(({ projectName }) => project === undefined || projectName === project);
  });
  if (options.json) return writeJson(collections.map(collectionToJson), terminal);
  if (collections.length === 0) {
    const where =
      project === undefined ? "There is no collection" : `The project ${printable(project)} has no collection`;
    terminal.writeError(`${where} yet: viking-kb-server import makes one of a folder.\n`);
  }
  for (const collection of collections) terminal.write(`${printable(describeCollection(collection))}\n`);
}

async function listDocuments(name: string, options: Options, terminal: CommandTerminal): Promise<void> {
  const { project: projectName = defaultProject } = options;
  const documents = await readProject(options, async (reads) => {
    const collection = await findNamedCollection(reads, { projectName, name });
    return collection && (await reads.listDocuments(collection.id));
  });
  if (documents === undefined) {
    throw new Error(
      `The project ${JSON.stringify(projectName)} has no collection ${JSON.stringify(name)}: viking-kb-server list names all there are.`,
    );
  }
  if (options.json) return writeJson(documents.map(documentToJson), terminal);
  if (documents.length === 0) terminal.writeError(`${printable(name)} holds no document.\n`);
  for (const document of documents) terminal.write(`${printable(describeDocument(document))}\n`);
}

/** @throws Error when the options name a project that there is not. */
function readProject<Result>(options: Options, work: (reads: Reads) => Promise<Result>): Promise<Result> {
  const { project } = options;
  return withStorage(options, (storage) =>
    storage.read(async (reads) => {
      if (project !== undefined && !(await reads.findProject(project))) {
        throw new Error(
          `There is no project ${JSON.stringify(project)}: viking-kb-server list shows that of each collection.`,
        );
      }
      return await work(reads);
    }),
  );
}

/** `office (project default, kb-…): 3 documents, 1 failed, 1 not finished; it holds 4 points.` */
function describeCollection(collection: Collection): string {
  const { name, projectName, resourceId, documentCount, pointCount } = collection;
  const counts: readonly [count: number, what: string][] = [
    [collection.finishedDocumentCount - collection.succeededDocumentCount, "failed"],
    [documentCount - collection.finishedDocumentCount, "not finished"],
  ];
  const others = counts.filter(([count]) => count > 0).map(([count, what]) => `, ${count} ${what}`);
  const documents = `${counted(documentCount, "document")}${others.join("")}`;
  return `${name} (project ${projectName}, ${resourceId}): ${documents}; it holds ${counted(pointCount, "point")}.`;
}

const stateNames = new Map<number, string>(Object.entries(processStatus).map(([name, status]) => [status, name]));
const stateWidth = Math.max(...[...stateNames.values()].map((name) => name.length));

/** `done        4 points  leave.md`; of one that failed, why. */
function describeDocument({ docId, pointCount, ...state }: Document): string {
  const stateName = (stateNames.get(state.processStatus) ?? `${state.processStatus}`).padEnd(stateWidth);
  const reason = [state.failedCode, state.failedMessage].filter((part) => part !== null).join(" ");
  return `${stateName}  ${counted(pointCount, "point")}  ${docId}${reason === "" ? "" : `: ${reason}`}`;
}

function collectionToJson({ id: _, projectId: __, pipelines: ___, members: ____, ...collection }: Collection) {
  return withIsoTimes(collection);
}

function documentToJson({ id: _, collectionId: __, contentHash: ___, members: ____, ...document }: Document) {
  return withIsoTimes(document);
}

function withIsoTimes<Fields extends { readonly createTime: number; readonly updateTime: number }>(fields: Fields) {
  const { createTime, updateTime } = fields;
  return { ...fields, createTime: new Date(createTime).toISOString(), updateTime: new Date(updateTime).toISOString() };
}

function writeJson(records: readonly object[], terminal: CommandTerminal): void {
  terminal.write(`${JSON.stringify(records, null, 2)}\n`);
}
