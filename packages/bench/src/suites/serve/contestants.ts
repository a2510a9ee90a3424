import { isDeepStrictEqual } from "node:util";
import type { OperationId } from "@viking-kb/spec";
import type { Contestant, Field } from "../../comparison.js";
import { inTurn } from "../../in-turn.js";
import type { AccessKey } from "../../server/request.js";
import { type Load, openLoad } from "./load.js";
import type { Pages } from "./pages.js";
import { type BodyOf, signAhead } from "./requests.js";
import { type Command, type ServerProcess, startServerProcess } from "./server-process.js";

/** What a contestant is asked, and how its answers are held to what they must be. */
export interface Question {
  readonly operationId: OperationId;
  readonly bodyOf: BodyOf;
  /** Throws when this is no right answer to the request of this number. */
  readonly check: (number: number, body: string) => void;
}

/** A server, and the connections to it. */
interface Running {
  readonly server: ServerProcess;
  readonly load: Load;
}

/** The servers of a comparison, and what is started for it. */
export interface Arena {
  /** Starts a server, which `field` ends. */
  start(command: Command): Promise<Running>;
  /** Makes a contestant that answers a question, on a server that other contestants may stand on too. */
  contestant(name: string, running: Running, question: Question): Promise<Contestant>;
  field(baseline: Contestant, contestants: readonly Contestant[]): Field;
}

/** How many requests are signed for a contestant: the fastest sends half of them in a round. */
const signedAhead = { whole: 8_192, quick: 2_048 };

/** Large enough that the beginning and the end, when fewer requests are under way, do not count. */
const batch = 128;
/** Number of answers that are checked. */
const checked = 32;

/** An arena whose requests are signed with these keys in turn. */
export function openArena(keys: readonly AccessKey[], quick: boolean): Arena {
  const started: Running[] = [];
  return {
    async start(command) {
      const server = await startServerProcess(command);
      const running = { server, load: openLoad(server.port) };
      started.push(running);
      return running;
    },
    async contestant(name, { server, load }, { operationId, bodyOf, check }) {
      const requests = await signAhead(operationId, bodyOf, {
        ...{ port: server.port, keys },
        requests: quick ? signedAhead.quick : signedAhead.whole,
      });
      const next = inTurn(requests);
      return {
        name,
        batch,
        // The control sends what the baseline has not sent yet.
        inputs: requests.length / 2,
        cpuClock: server.cpuClock,
        operation: () => load.send(next, batch),
        async check() {
          for (const [number, request] of requests.slice(0, checked).entries()) {
            const { status, body } = await load.ask(request);
            if (status !== 200) throw new Error(`it answers ${status}: ${body}`);
            check(number, body);
          }
        },
      };
    },
    field: (baseline, contestants) => ({
      baseline,
      contestants,
      async close() {
        for (const { server, load } of started) {
          load.close();
          await server.close();
        }
      },
    }),
  };
}

/** The question for pages: each answer holds exactly the right points. */
export function askForPages({ bodyOf, expected }: Pages): Question {
  return {
    operationId: "listPoints",
    bodyOf,
    check(number, body) {
      const { data } = JSON.parse(body) as { data: { total_num: number; point_list: { point_id: string }[] } };
      const { ids, total } = expected(number);
      if (data.total_num !== total) throw new Error(`it says ${data.total_num} of ${total} points.`);
      const given = data.point_list.map(({ point_id }) => point_id);
      if (!isDeepStrictEqual(given, ids)) throw new Error(`it gives ${given} in place of ${ids}.`);
    },
  };
}

/** The same question for a server that gives as many bytes whatever it is asked. */
export function askForBytes({ operationId, bodyOf }: Question, bytes: number): Question {
  return {
    operationId,
    bodyOf,
    check(_number, body) {
      if (Buffer.byteLength(body) !== bytes) throw new Error(`it gives ${Buffer.byteLength(body)} of ${bytes} bytes.`);
    },
  };
}
