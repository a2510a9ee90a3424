import { type CallOptions, defaultLimits, type KnowledgeBaseCalls, KnowledgeBaseError } from "@viking-kb/client";
import { escapeUnprintable, type Language, languageOf } from "@viking-kb/command-line";
import type { Command } from "commander";
import { callKnowledgeBase, resolveConnection } from "../connection.js";
import { noteLines } from "../show/columns.js";
import { formatJson, type View } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import type { GlobalOptions } from "./options.js";

/** A call of the API, and how its answer is shown. */
export interface Call<Data> {
  /** Makes the call. Only where there is no `show`, it shows what comes by itself. */
  readonly send: (knowledgeBase: KnowledgeBaseCalls, options: CallOptions, view: View) => Promise<Data>;
  /** Throws when the data has another shape, before it gives the first text. The texts are printed as they are. */
  readonly show?: (data: Data, view: View) => Iterable<string> | Promise<Iterable<string>>;
  /** A sentence below the answer, which is no part of it, and whether there is anything above it. */
  readonly footer?: (data: Data, language: Language) => { readonly text: string; readonly below: boolean };
  /** Whether it makes many requests over a long time, so that `--timeout` is of them all. */
  readonly long?: true;
}

/** What a command does with its call: it makes the call and prints the answer, or prints something else about it. */
export type PrintCall = <Data>(command: Command, terminal: Terminal, call: Call<Data>) => Promise<void>;

/** Makes the call and prints its answer, as text or as JSON; with `--curl` prints the call instead. */
export async function printAnswer<Data>(command: Command, terminal: Terminal, call: Call<Data>): Promise<void> {
  const flags = command.optsWithGlobals<GlobalOptions>();
  const { json = false, links = false, curl } = flags;
  const language = languageOf(flags.lang, terminal.environment);
  let cut = false;
  const onCut = () => {
    cut = true;
  };
  const view: View = { columns: terminal.columns, links, language, json, paint: terminal.paint, onCut };
  const options = callOptions(flags, call, terminal);
  if (curl) {
    // The command takes its key from the environment when it is run: here there need be none.
    const connection = await resolveConnection(flags, terminal, false);
    const written = await callKnowledgeBase(connection, (knowledgeBase) =>
      knowledgeBase.toCurl((calls) => call.send(calls, options, view)),
    );
    return terminal.write(json ? formatJson({ curl: written }) : escapeLines(written));
  }
  const connection = await resolveConnection(flags, terminal);
  const data = await callKnowledgeBase(connection, (knowledgeBase) => call.send(knowledgeBase, options, view));
  if (json) {
    if (call.show === undefined) return;
    if (isTooDeep(data)) throw tooDeep();
    return terminal.write(formatJson(data));
  }

  const { show, footer } = call;
  if (show) await terminal.write(await requireDocumented(data, () => show(data, view)));
  if (footer) {
    const { text, below } = await requireDocumented(data, () => footer(data, language));
    await writeNote(text, terminal, below);
  }
  if (cut) terminal.writeError(noteLines(cutNote[language], terminal.errorColumns()).join(""));
}

/** The limits of a call, or of all that a long command does. */
export function callOptions(
  { timeout, retries = defaultLimits.retries }: GlobalOptions,
  { long }: Pick<Call<unknown>, "long">,
  { signal }: Terminal,
): CallOptions {
  if (timeout === undefined) return { signal };
  const timeoutMs = timeout * 1000;
  if (long) return { signal, timeoutMs };
  // Who gives a call longer waits for a slow server: each attempt has its share of that.
  return { signal, timeoutMs, attemptTimeoutMs: Math.max(defaultLimits.attemptTimeoutMs, timeoutMs / (retries + 1)) };
}

function escapeLines(text: string): string {
  return text.split("\n").map(escapeUnprintable).join("\n");
}

/**
 * Writes a sentence that is no part of the answer: below it on a terminal, with an empty line between where there is
 * anything above; elsewhere on standard error, so that the output is the answer alone.
 */
export async function writeNote(text: string, terminal: Terminal, below: boolean): Promise<void> {
  if (!terminal.outputIsTerminal) terminal.writeError(noteLines(text, terminal.errorColumns()).join(""));
  else await terminal.write([below ? "\n" : "", ...noteLines(text, terminal.columns)]);
}

const cutNote: Readonly<Record<Language, string>> = {
  en: "note: links are cut at their query, which may carry credentials; --links shows them whole",
  zh: "注意：链接的查询部分可能含有凭据，未显示；加 --links 显示完整链接",
};

/**
 * What shows an answer, or a part of it.
 *
 * @throws KnowledgeBaseError of kind `invalid-response` when the answer has another shape.
 */
export async function requireDocumented<Shown>(data: unknown, show: () => Shown | Promise<Shown>): Promise<Shown> {
  try {
    return await show();
  } catch (cause) {
    throw undocumented(data, cause);
  }
}

function undocumented(data: unknown, cause: unknown): KnowledgeBaseError {
  if (isTooDeep(data)) return tooDeep(cause);
  // The client checks the envelope, but not the shape of the data.
  return new KnowledgeBaseError("The answer does not have the documented shape.", {
    kind: "invalid-response",
    hint: "`--json` prints it as it came.",
    cause,
  });
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
  if (json) return terminal.write(formatJson(facts));
  return terminal.write(noteLines(sentence, terminal.columns).join(""));
}
