import { join } from "node:path";
import type { Contestant, Field } from "../../comparison.js";
import { endedChildrenCpuClock } from "../../cpu-clock.js";
import type { AccessKey } from "../../server/request.js";
import { collectionName, collectionOf, writeDocuments } from "./collection.js";
import { bytesOf, databasesOf, importCommand, serveCommand, temporaryFolder } from "./databases.js";
import { own } from "./limits.js";
import { openLoad } from "./load.js";
import { signAhead } from "./requests.js";
import { type Command, ownProgram, programOf, runProgram, startServerProcess } from "./server-process.js";

/** How often a start is tried by the clock on the wall, before the rounds. */
const starts = 3;

/** From the start of a process to its first answer to a signed request; then it is ended. */
export async function prepareStart(quick: boolean): Promise<Field> {
  const { database, byHand, keys } = await databasesOf(collectionOf(10_000));
  return {
    baseline: startingContestant("constant", ownProgram("constant", "1000"), keys),
    contestants: [
      startingContestant(own, serveCommand(database), keys),
      startingContestant("by hand with Fastify", ownProgram("by-hand", byHand), keys),
      // Prism takes longer to load than all others together.
      ...(quick ? [] : [startingContestant("@viking-kb/mock", programOf("mock", "--port", "0"), keys)]),
    ],
  };
}

function startingContestant(name: string, command: Command, keys: readonly AccessKey[]): Contestant {
  const start = async () => {
    const { port, close } = await startServerProcess(command);
    const load = openLoad(port, 1);
    const [request] = await signAhead("listPoints", () => ({ collection_name: collectionName }), {
      ...{ port, keys, requests: 1 },
    });
    const { status, body } = await load.ask(request as Buffer);
    if (status !== 200) throw new Error(`it answers ${body}`);
    const ended = performance.now();
    load.close();
    await close();
    return ended;
  };
  return {
    name,
    cpuClock: endedChildrenCpuClock,
    operation: start,
    async check() {
      const times: number[] = [];
      for (let count = 0; count < starts; count++) {
        const begun = performance.now();
        times.push((await start()) - begun);
      }
      return `first signed answer after ${Math.round(times.sort((a, b) => a - b)[starts >> 1] ?? Number.NaN)} ms`;
    },
  };
}

/** Points of an import: enough that the start of the processes counts little. */
const sizes = { whole: 200_000, quick: 60_000 };

/** The import of ready points, with all its processes, beside a loop that knows nothing but its one table. */
export async function prepareImport(quick: boolean): Promise<Field> {
  const root = await temporaryFolder();
  const [folder, points] = [join(root, "documents"), quick ? sizes.quick : sizes.whole];
  await writeDocuments(folder, collectionOf(points));
  let [count, spent] = [0, 0];
  const contestant = (name: string, commandFor: (database: string) => Command): Contestant => {
    const importOnce = async () => {
      const database = join(root, `${count++}.db`);
      const microseconds = await runProgram(commandFor(database));
      spent += microseconds;
      return { database, microseconds };
    };
    return {
      name,
      cpuClock: () => spent,
      operation: importOnce,
      async check() {
        const { database, microseconds } = await importOnce();
        const bytes = await bytesOf(database);
        const perSecond = Math.round((points / microseconds) * 1000);
        return `${perSecond},000 points a CPU second, ${Math.round(bytes / points)} bytes a point on the disk`;
      },
    };
  };
  return {
    baseline: contestant("by hand", (database) => ownProgram("import-by-hand", folder, database)),
    contestants: [contestant(own, (database) => importCommand(folder, database))],
  };
}
