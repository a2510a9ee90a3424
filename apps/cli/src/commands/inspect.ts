import { type Language, languageOf, UsageError, untilAborted, wholeNumber } from "@viking-kb/command-line";
import { type Command, Option } from "commander";
import { inCommandWords } from "../command-words.js";
import { callKnowledgeBase, resolveNamedConnection } from "../connection.js";
import { formatJson } from "../show/text.js";
import type { Terminal } from "../terminal.js";
import { examples, type GlobalOptions, locateCollection } from "./options.js";
import { callOptions, writeNote } from "./print.js";

interface InspectOptions extends GlobalOptions {
  readonly port: number;
}

/**
 * Adds `inspect`.
 *
 * @param pageFolder where the built page is
 */
export function addInspect(program: Command, terminal: Terminal, pageFolder: URL): void {
  const command = program
    .command("inspect")
    .summary("A page in the browser that shows all of these.")
    .description(
      "Serves a page, to this machine alone and until Ctrl-C, that shows a collection, its points and documents, and download tasks. The key stays in this process.",
    )
    .argument("[collection]", "what the page opens first: a name, in the project of --project; or a resource id (kb-…)")
    .addOption(
      new Option("--port <number>", "port on 127.0.0.1 (default: any that is free)")
        .argParser(wholeNumber({ smallest: 0, largest: 65_535 }))
        .default(0),
    )
    .addHelpText("after", examples("viking-kb inspect handbook", "viking-kb --profile mock inspect"))
    .action((collection: string | undefined) => inspect(command, terminal, { pageFolder, collection }));
}

async function inspect(
  command: Command,
  terminal: Terminal,
  { pageFolder, collection }: { readonly pageFolder: URL; readonly collection: string | undefined },
): Promise<void> {
  const { json = false, curl, port, ...flags } = command.optsWithGlobals<InspectOptions>();
  if (curl) throw new UsageError("--curl prints one call, and a page makes many.", "The page shows each call as curl.");
  const language = languageOf(flags.lang, terminal.environment);
  if (collection !== undefined) locateCollection(collection);
  const { connection, name } = await resolveNamedConnection(flags, terminal);
  const { timeoutMs, attemptTimeoutMs } = callOptions(flags, {}, terminal);
  // No other command needs it.
  const { CannotListen, startInspector } = await import("@viking-kb/inspector");
  const inspector = await callKnowledgeBase(connection, () =>
    startInspector({
      connection: { ...connection, timeoutMs, attemptTimeoutMs },
      profile: name,
      // Else that of the browser counts, which says more of its user than a terminal that is not Chinese.
      lang: flags.lang ?? (language === "zh" ? language : undefined),
      collection,
      pageFolder,
      port,
      words: inCommandWords,
    }),
  ).catch((error: unknown) => {
    throw error instanceof CannotListen ? new UsageError(error.message) : error;
  });
  try {
    const { url } = inspector;
    await terminal.write(json ? formatJson({ url }) : `${url}\n`);
    if (!json) await writeNote(note[language], terminal, true);
    await untilAborted(terminal.signal);
  } finally {
    await inspector.close();
  }
}

const note: Readonly<Record<Language, string>> = {
  en: "Open it in a browser on this machine. Whoever has the address can read what the key can, until Ctrl-C ends it.",
  zh: "请在本机的浏览器中打开。持有此地址者可读取该密钥有权读取的内容，直到按 Ctrl-C 结束。",
};
