import type { OperationId } from "@viking-kb/spec";
import type { Contestant, Field } from "../../comparison.js";
import { collectionName, collectionOf, docId } from "./collection.js";
import { type Arena, askForBytes, askForPages, openArena, type Question } from "./contestants.js";
import { type Databases, databasesOf, serveCommand } from "./databases.js";
import { own } from "./limits.js";
import { offsets, pagesOfAll, pagesOfOneDocument, pagesOfPoints } from "./pages.js";
import { signAhead } from "./requests.js";
import { ownProgram, programOf } from "./server-process.js";

/** Few points, so that the size of the database does not count; more than fit into one page of SQLite's. */
const collection = collectionOf(10_000);

/** Every server answers one question: a constant one, ours, that by hand, and the mock. */
async function prepareAll(question: Question, quick: boolean): Promise<Field> {
  const databases = await databasesOf(collection);
  const arena = openArena(databases.keys, quick);
  const ours = await arena.start(serveCommand(databases.database));
  const baseline = await constantAnswer(arena, databases, ours, question);
  const byHand = await arena.start(ownProgram("by-hand", databases.byHand));
  const mock = await arena.start(programOf("mock", "--port", "0"));
  return arena.field(baseline, [
    await arena.contestant(own, ours, question),
    await arena.contestant("by hand with Fastify", byHand, question),
    // The mock answers with an example, whatever is asked.
    await arena.contestant("@viking-kb/mock", mock, { ...question, check: () => {} }),
  ]);
}

/** A server that gives as many bytes as ours does. */
async function constantAnswer(
  arena: Arena,
  { keys }: Databases,
  { server: { port }, load }: Awaited<ReturnType<Arena["start"]>>,
  question: Question,
): Promise<Contestant> {
  const [request] = await signAhead(question.operationId, question.bodyOf, { port, keys, requests: 1 });
  const { body } = await load.ask(request as Buffer);
  const bytes = Buffer.byteLength(body);
  const constant = await arena.start(ownProgram("constant", String(bytes)));
  return arena.contestant("constant", constant, askForBytes(question, bytes));
}

/** The first pages of a collection. */
export function preparePageOfTen(quick: boolean): Promise<Field> {
  return prepareAll(askForPages(pagesOfAll(collection, offsets.start)), quick);
}

/** Pages of one document, and points by their ids. */
export async function prepareFiltered(quick: boolean): Promise<Field> {
  const databases = await databasesOf(collection);
  const arena = openArena(databases.keys, quick);
  const ours = await arena.start(serveCommand(databases.database));
  const byHand = await arena.start(ownProgram("by-hand", databases.byHand));
  const [documents, points] = [askForPages(pagesOfOneDocument(collection)), askForPages(pagesOfPoints(collection))];
  const baseline = await constantAnswer(arena, databases, ours, documents);
  return arena.field(baseline, [
    await arena.contestant(`${own}, doc_ids`, ours, documents),
    await arena.contestant(`${own}, point_ids`, ours, points),
    await arena.contestant("by hand with Fastify, doc_ids", byHand, documents),
    await arena.contestant("by hand with Fastify, point_ids", byHand, points),
  ]);
}

/** What a collection, a document, a task is. */
export async function prepareInfo(operationId: Exclude<OperationId, "listPoints">, quick: boolean): Promise<Field> {
  const { collections, tasks, documents } = await databasesOf(collection);
  const nameOf = {
    getCollectionInfo: (number: number) => ({ name: collections[number % collections.length] }),
    getDocInfo: (number: number) => ({ collection_name: collectionName, doc_id: docId(number % documents) }),
    getTaskInfo: (number: number) => ({ task_id: tasks[number % tasks.length] }),
  } satisfies Record<typeof operationId, (number: number) => object>;
  const question: Question = {
    operationId,
    bodyOf: nameOf[operationId],
    check(number, body) {
      const { code, data } = JSON.parse(body) as { code: number; data: Record<string, unknown> };
      const { collection_name, doc_id, status } = data;
      const told = { getCollectionInfo: collection_name, getDocInfo: doc_id, getTaskInfo: status };
      const asked = Object.values(nameOf[operationId](number)).at(-1);
      const expected = operationId === "getTaskInfo" ? "running" : asked;
      if (code !== 0 || told[operationId] !== expected) throw new Error(`it answers ${body} about ${asked}.`);
    },
  };
  return prepareAll(question, quick);
}
