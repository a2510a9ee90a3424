import { type CallOptions, type KnowledgeBaseCalls, KnowledgeBaseError } from "@viking-kb/client";
import { type Language, languageOf } from "@viking-kb/command-line";
import type { Command } from "commander";
import { callKnowledgeBase, resolveConnection } from "../connection.js";
import { formatJson, type View } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import type { GlobalOptions } from "./options.js";

/** A call of the API, and how its answer is shown. */
export interface Call<Data> {
  readonly send: (knowledgeBase: KnowledgeBaseCalls, options: CallOptions) => Promise<Data>;
  /** Throws when the data has another shape. Its texts are printed as they are. */
  readonly show: (data: Data, view: View) => Iterable<string> | Promise<Iterable<string>>;
}

/** What a command does with its call: it makes the call and prints the answer, or prints something else about it. */
export type PrintCall = <Data>(command: Command, terminal: Terminal, call: Call<Data>) => Promise<void>;

/** Makes the call and prints its answer, as text or as JSON. */
export async function printAnswer<Data>(command: Command, terminal: Terminal, call: Call<Data>): Promise<void> {
  const { json, links = false, ...flags } = command.optsWithGlobals<GlobalOptions>();
  const connection = await resolveConnection(flags, terminal);
  const { columns, signal } = terminal;
  const language = languageOf(flags.lang, terminal.environment);
  const data = await callKnowledgeBase(connection, (knowledgeBase) => call.send(knowledgeBase, { signal }));
  if (json) {
    if (isTooDeep(data)) throw tooDeep();
    return terminal.write(formatJson(data));
  }

  let cut = false;
  const onCut = () => {
    cut = true;
  };
  await terminal.write(await showAnswer(call, data, { columns, links, language, onCut }));
  if (cut) {
    terminal.writeError(`${cutNote[language]}\n`);
  }
}

const cutNote: Readonly<Record<Language, string>> = {
  en: "note: links are cut at their query, which may carry credentials; --links shows them whole",
  zh: "注意：链接的查询部分可能含有凭据，未显示；加 --links 显示完整链接",
};

async function showAnswer<Data>({ show }: Call<Data>, data: Data, view: View): Promise<Iterable<string>> {
  try {
    return await show(data, view);
  } catch (cause) {
    if (isTooDeep(data)) throw tooDeep(cause);
    // The client checks the envelope, but not the shape of the data.
    throw new KnowledgeBaseError("The answer does not have the documented shape.", {
      kind: "invalid-response",
      hint: "`--json` prints it as it came.",
      cause,
    });
  }
}

/** Most levels that are shown. To write JSON takes the stack, and as many blanks as there are levels in each line. */
const mostLevels = 1_000;

function isTooDeep(data: unknown): boolean {
  let values: readonly unknown[] = [data];
  for (let level = 0; level <= mostLevels && values.length > 0; level++) {
    values = values.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return values.length > 0;
}

function tooDeep(cause?: unknown): KnowledgeBaseError {
  return new KnowledgeBaseError(`The answer has more than ${mostLevels} levels, one inside the other.`, {
    kind: "invalid-response",
    hint: "It is too deep to be shown; look at what serves the endpoint.",
    cause,
  });
}

/** Prints the result of a command: a sentence or, with `--json`, the facts in it. */
export function printOutcome(command: Command, terminal: Terminal, sentence: string, facts: object): Promise<void> {
  const { json } = command.optsWithGlobals<GlobalOptions>();
  return terminal.write(json ? formatJson(facts) : `${sentence}\n`);
}
