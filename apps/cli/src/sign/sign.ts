import { readFile } from "node:fs/promises";
import { explainSignature, type SignatureExplanation } from "@viking-kb/client/explain";
import { languageOf, UsageError } from "@viking-kb/command-line";
import { type Command, InvalidArgumentError } from "commander";
import { addCollectionInfo } from "../commands/collection-info.js";
import { addDocInfo } from "../commands/doc-info.js";
import { examples, type GlobalOptions } from "../commands/options.js";
import { addPointsList } from "../commands/points-list.js";
import type { Call, PrintCall } from "../commands/print.js";
import { addTaskInfo } from "../commands/task-info.js";
import { callKnowledgeBase, resolveConnection } from "../connection.js";
import { formatJson } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import { assertVerifies, showExplanation, showRequest } from "./explanation.js";
import { parseRawRequest } from "./raw-request.js";

interface SignOptions extends GlobalOptions {
  readonly explain?: true;
  readonly received?: string;
  readonly at?: Date;
}

/** Adds `sign`, and under it every call. */
export function addSign(program: Command, terminal: Terminal): void {
  const sign = program
    .command("sign")
    .summary("Shows how a call is signed, without sending it.")
    .description(
      "Signs a call without sending it and prints the request, its signature and token redacted: who holds a signature can send that request for 15 minutes. With --received, explains a signed request that arrived somewhere; exit code 3 says that it would be refused.",
    )
    .option("--explain", "show the canonical request, the string to sign and what is found")
    .option("--received <file>", "explain this raw HTTP request, head and body, with the key in use")
    .option("--at <time>", "when it was received, in ISO 8601 with its zone; now by default", time)
    .addHelpText(
      "after",
      examples(
        "viking-kb sign points list handbook --explain",
        "viking-kb sign --received request.http --at 2026-01-15T08:30:00Z",
      ),
    )
    .action(async (_options: unknown, command: Command) => {
      const { received, at, json, ...flags } = command.optsWithGlobals<SignOptions>();
      if (received === undefined) {
        throw new UsageError("No call is named.", "Name one, as in `sign points list`, or give --received <file>.");
      }
      const explanation = await explainReceived(received, at, flags, terminal);
      await terminal.write(
        json ? formatJson(explanation) : showRequest(explanation) + showExplanation(explanation, terminal),
      );
      assertVerifies(explanation);
    });
  addCollectionInfo(sign.command("collection").description("Signs a call about a collection."), terminal, printSigned);
  addDocInfo(sign.command("doc").description("Signs a call about a document."), terminal, printSigned);
  addPointsList(sign.command("points").description("Signs a call about points."), terminal, printSigned);
  addTaskInfo(sign.command("task").description("Signs a call about a task."), terminal, printSigned);
}

/** Prints the request of a call and, with `--explain`, how its signature is made. */
const printSigned: PrintCall = async <Data>(command: Command, terminal: Terminal, { send }: Call<Data>) => {
  const { explain, received, at, json = false, links = false, curl, ...flags } = command.optsWithGlobals<SignOptions>();
  if (curl) throw new UsageError("--curl prints a command that signs by itself.", "Leave out `sign`, or --curl.");
  if (received !== undefined || at !== undefined) {
    throw new UsageError("--received and --at explain a request that arrived, and take no call beside them.");
  }
  const connection = await resolveConnection(flags, terminal);
  const { columns, paint, signal } = terminal;
  const view = { columns, paint, json, links, language: languageOf(flags.lang, terminal.environment) };
  const explained = await callKnowledgeBase(connection, (knowledgeBase) =>
    knowledgeBase.explain((calls) => send(calls, { signal }, view)),
  );
  const { method, url, headers, body } = explained;
  if (json) await terminal.write(formatJson(explain ? explained : { method, url, headers, body }));
  else await terminal.write(showRequest(explained) + (explain ? showExplanation(explained, terminal) : ""));
  assertVerifies(explained);
};

/**
 * Explains a raw HTTP request with the current key.
 *
 * @param at when it was received; now by default
 * @throws UsageError when the file cannot be read or holds no request, or there is no usable key.
 */
async function explainReceived(
  path: string,
  at: Date | undefined,
  flags: GlobalOptions,
  terminal: Terminal,
): Promise<SignatureExplanation> {
  const connection = await resolveConnection(flags, terminal);
  const request = parseRawRequest(await readBytes(path));
  const { credentials, region } = connection;
  return callKnowledgeBase(connection, async () =>
    explainSignature(request, {
      credentials: typeof credentials === "function" ? await credentials() : credentials,
      region,
      now: () => at ?? terminal.now(),
    }),
  );
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new UsageError(`The request in ${path} cannot be read: ${code}.`, "Give a file that holds head and body.");
  }
}

/** A day, a time to the minute or closer, and a zone: without one, each machine would take it for another moment. */
const isoTime = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?(Z|[+-](0\d|1\d|2[0-3]):?[0-5]\d)$/i;

function time(text: string): Date {
  const [, day = ""] = isoTime.exec(text) ?? [];
  // Date takes the thirtieth of February for the second of March.
  const isDay = day !== "" && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day);
  if (!isDay) {
    throw new InvalidArgumentError(
      "It must be a time in ISO 8601 with its zone, like 2026-01-15T08:30:00Z or 2026-01-15T16:30+08:00.",
    );
  }
  return new Date(
    text
      .toUpperCase()
      .replace(",", ".")
      .replace(/([+-]\d\d)(\d\d)$/, "$1:$2"),
  );
}
