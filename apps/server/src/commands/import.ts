import {
  type Language,
  languageOf,
  languageOption,
  printable,
  untilAborted,
  wholeNumber,
} from "@viking-kb/command-line";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ImportLimits } from "../import/limits.js";
import type { ImportOptions, ImportReport } from "../import/options.js";
import { encodingOf } from "../import/read/decode-text.js";
import { describeGone, describeImportEvent, describeImportReport } from "./describe-import.js";
import { type CommandTerminal, type DatabaseOptions, databaseOption, interrupted, withStorage } from "./options.js";

interface Options extends DatabaseOptions {
  readonly collection: string;
  readonly project?: string;
  readonly description?: string;
  readonly creator: string;
  readonly prune?: true;
  readonly watch?: true;
  readonly encoding?: string;
  readonly lang?: Language;
  /** The limits, by the names of their options. */
  readonly [name: string]: unknown;
}

const limit = (flags: string, description: string) =>
  new Option(flags, description).argParser(wholeNumber({ smallest: 1 }));

/** The option for each limit of a document. */
const limitOptions: Readonly<Record<keyof ImportLimits, Option>> = {
  maximumChunkLength: limit(
    "--chunk-length <characters>",
    "longest point that running text is cut to (default: that of collection.yaml, or 1000)",
  ),
  maximumFileBytes: limit(
    "--maximum-bytes <bytes>",
    "largest file; a larger one fails with 30001 (default: 20971520, which is 20 MiB)",
  ),
  maximumPoints: limit(
    "--maximum-points <number>",
    "most points of a document; more fail with 35001 (default: 100000)",
  ),
  maximumSheets: limit(
    "--maximum-sheets <number>",
    "most sheets of a spreadsheet; more fail with 36005, those of a FAQ with 35004 (default: 100)",
  ),
  maximumRows: limit(
    "--maximum-rows <number>",
    "most rows of a spreadsheet's sheets together; more fail with 36006 (default: 100000)",
  ),
  maximumStoredBytes: limit(
    "--maximum-stored-bytes <bytes>",
    "most that the points of a document take in the database; more fail with 90001 (default: 268435456, which is 256 MiB)",
  ),
  maximumCpuSeconds: limit(
    "--maximum-cpu-seconds <seconds>",
    "most CPU time to read a document; one that needs more fails with 90001 (default: 60)",
  ),
  maximumHeapMebibytes: limit(
    "--maximum-memory <MiB>",
    "most memory to read a document; one that needs more fails with 90001 (default: 1024)",
  ),
};

/** Adds `import`. */
export function addImport(program: Command, terminal: CommandTerminal): void {
  const command = program
    .command("import")
    .description(
      "Imports a folder into a collection, a file being a document: Markdown, text, HTML, Word (.docx), PDF with text, Excel (.xlsx), CSV, TSV, JSON lines, and sheets of questions and answers (….faq.csv, .faq.tsv, .faq.xlsx). A collection.yaml in the folder says its description, project, chunk_length and table.",
    )
    .argument("<folder>", "what to import, with everything below it")
    .requiredOption("--collection <name>", "collection to import into, made where there is none")
    .option(
      "--project <name>",
      "project of the collection, made where there is none (default: that of collection.yaml, or default)",
    )
    .option(
      "--description <text>",
      "description of the collection (default: that of collection.yaml, or the one it has)",
    )
    .option("--creator <name>", "who is named as the one that made the collection and added the documents", "local")
    .option("--prune", "delete the documents of the collection that are not in the folder, those of other folders too")
    .option(
      "--encoding <label>",
      "what documents are in that are not in UTF-8, such as gb18030 or latin1",
      encodingArgument,
    )
    .option("--watch", "import again at each change, until Ctrl-C");
  for (const option of Object.values(limitOptions)) command.addOption(option);
  command
    .addOption(languageOption())
    .addOption(databaseOption())
    .action(async (folder: string, options: Options) => {
      const news = newsOf(terminal);
      const toImport = importOptions(folder, options, news, terminal);
      const tell = (report: ImportReport) => {
        terminal.write(describeImportReport(report));
        news.tell(describeGone(report));
        news.endRound();
        if (!report.interrupted) return;
        terminal.exitCode = interrupted;
        terminal.writeError("Interrupted: the same command goes on where this one ended.\n");
      };
      if (options.watch) return watch(toImport, options, tell, terminal);
      const { importFolder } = await import("../import/import-folder.js");
      const report = await importFolder(toImport);
      if (report.failed.length + report.waiting.length > 0) terminal.exitCode = 1;
      tell(report);
      await tellMissingKey(report, options, terminal);
    });
}

/**
 * Says when nobody can read what was imported: a project is easily named, and a key reads only those it was made for.
 */
async function tellMissingKey({ projectName }: ImportReport, options: Options, terminal: CommandTerminal) {
  const keys = await withStorage(options, (storage) => storage.read((reads) => reads.listAccessKeys()));
  const mayRead = keys.some(
    ({ projects, revokeTime }) => revokeTime === null && (projects === "all" || projects.includes(projectName)),
  );
  if (mayRead || terminal.signal.aborted) return;
  terminal.writeError(
    `No key may read the project ${printable(projectName)} yet: viking-kb-server keys create --project ${printable(projectName)} makes one.\n`,
  );
}

/** Tells each line, but not one that the round before has told: a watch meets the same files at each change. */
function newsOf(terminal: CommandTerminal) {
  let before = new Set<string>();
  let now = new Set<string>();
  return {
    tell: (line: string) => {
      if (!before.has(line)) terminal.write(line);
      now.add(line);
    },
    endRound: () => {
      before = now;
      now = new Set();
    },
  };
}

function encodingArgument(label: string): string {
  try {
    return encodingOf(label);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function importOptions(
  folder: string,
  options: Options,
  news: ReturnType<typeof newsOf>,
  terminal: CommandTerminal,
): ImportOptions {
  const { database, collection, project, description, creator, prune = false, encoding, lang } = options;
  const language = languageOf(lang, terminal.environment);
  const limits = Object.entries(limitOptions).map(([name, option]) => [name, options[option.attributeName()]]);
  return {
    databasePath: database,
    folder,
    collectionName: collection,
    projectName: project,
    description,
    creator,
    prune,
    encoding,
    limits: Object.fromEntries(limits),
    signal: terminal.signal,
    onProgress: (event) => {
      const line = describeImportEvent(event, language);
      // The same document may well be imported at each change.
      if (event.type === "document" && event.outcome === "done") terminal.write(line);
      else news.tell(line);
    },
  };
}

async function watch(
  toImport: ImportOptions,
  options: Options,
  tell: (report: ImportReport) => void,
  terminal: CommandTerminal,
): Promise<void> {
  const { watchFolder } = await import("../import/watch-folder.js");
  let first: ImportReport | undefined;
  const watcher = await watchFolder({
    ...toImport,
    onReport: (report) => {
      first ??= report;
      tell(report);
    },
    onError: ({ message }) => terminal.writeError(`${printable(message)}\n`),
  });
  if (first !== undefined) await tellMissingKey(first, options, terminal);
  if (!terminal.signal.aborted) terminal.writeError("Watching for changes until Ctrl-C.\n");
  await untilAborted(terminal.signal);
  await watcher.close();
}
