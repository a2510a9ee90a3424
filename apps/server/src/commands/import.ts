import {
  type Language,
  languageOf,
  languageOption,
  printable,
  untilAborted,
  wholeNumber,
} from "@viking-kb/command-line";
import { type Command, InvalidArgumentError, Option } from "commander";
import { defaultProject } from "../collections.js";
import { defaultLimits, type ImportLimits } from "../import/limits.js";
import type { ImportOptions, ImportReport } from "../import/options.js";
import { encodingOf } from "../import/read/decode-text.js";
import { type CommandTerminal, commandOn, type DatabaseOptions, databaseOption, withStorage } from "./options.js";
import { importTeller } from "./tell-import.js";

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

/** @param standard what holds without the option: a number, or where it is taken from */
function limit(flags: string, description: string, standard: number | string): Option {
  const mebibytes = Number(standard) / 2 ** 20;
  const inMebibytes = Number.isInteger(mebibytes) ? `, which is ${mebibytes} MiB` : "";
  return new Option(flags, `${description} (default: ${standard}${inMebibytes})`).argParser(
    wholeNumber({ smallest: 1 }),
  );
}

/** The option for each limit of a document. */
const limitOptions: Readonly<Record<keyof ImportLimits, Option>> = {
  maximumChunkLength: limit(
    "--chunk-length <characters>",
    "longest point that running text is cut to",
    `that of collection.yaml, or ${defaultLimits.maximumChunkLength}`,
  ),
  maximumFileBytes: limit(
    "--maximum-bytes <bytes>",
    "largest file; a larger one fails with 30001",
    defaultLimits.maximumFileBytes,
  ),
  maximumPoints: limit(
    "--maximum-points <number>",
    "most points of a document; more fail with 35001",
    defaultLimits.maximumPoints,
  ),
  maximumSheets: limit(
    "--maximum-sheets <number>",
    "most sheets of a spreadsheet; more fail with 36005, those of a FAQ with 35004",
    defaultLimits.maximumSheets,
  ),
  maximumRows: limit(
    "--maximum-rows <number>",
    "most rows of a spreadsheet's sheets together; more fail with 36006",
    defaultLimits.maximumRows,
  ),
  maximumStoredBytes: limit(
    "--maximum-stored-bytes <bytes>",
    "most that the points of a document take in the database; more fail with 90001",
    defaultLimits.maximumStoredBytes,
  ),
  maximumCpuSeconds: limit(
    "--maximum-cpu-seconds <seconds>",
    "most CPU time to read a document; one that needs more fails with 90001",
    defaultLimits.maximumCpuSeconds,
  ),
  maximumHeapMebibytes: limit(
    "--maximum-memory <MiB>",
    "most memory to read a document; one that needs more fails with 90001",
    defaultLimits.maximumHeapMebibytes,
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
      `project of the collection, made where there is none (default: that of collection.yaml, or ${defaultProject})`,
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
      const teller = importTeller(terminal, languageOf(options.lang, terminal.environment));
      const toImport = { ...importOptions(folder, options), signal: terminal.signal, onProgress: teller.onProgress };
      if (options.watch) return watch(toImport, options, teller.onReport, terminal);
      const { importFolder } = await import("../import/import-folder.js");
      const report = await importFolder(toImport);
      if (report.failed.length + report.waiting.length > 0) terminal.exitCode = 1;
      teller.onReport(report);
      await tellMissingKey(report, options, terminal);
    });
}

/**
 * Says when nobody can read what was imported: a project is easily named, and a key reads only those it was made for.
 * It is advice alone, so that nothing is said where the keys cannot be looked up.
 */
async function tellMissingKey({ projectName }: ImportReport, options: Options, terminal: CommandTerminal) {
  const listKeys = () => withStorage(options, (storage) => storage.read((reads) => reads.listAccessKeys()));
  const keys = await listKeys().catch(() => undefined);
  if (keys === undefined || terminal.signal.aborted) return;
  const mayRead = keys.some(
    ({ projects, revokeTime }) => revokeTime === null && (projects === "all" || projects.includes(projectName)),
  );
  if (mayRead) return;
  const command = commandOn(options, `keys create --project ${projectName}`, terminal);
  terminal.writeError(`${printable(`No key may read the project ${projectName} yet: ${command} makes one.`)}\n`);
}

function encodingArgument(label: string): string {
  try {
    return encodingOf(label);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function importOptions(folder: string, options: Options): ImportOptions {
  const { database, collection, project, description, creator, prune = false, encoding } = options;
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
  };
}

async function watch(
  toImport: ImportOptions,
  options: Options,
  onReport: (report: ImportReport) => void,
  terminal: CommandTerminal,
): Promise<void> {
  const { watchFolder } = await import("../import/watch-folder.js");
  let first: ImportReport | undefined;
  const watcher = await watchFolder({
    ...toImport,
    onReport: (report) => {
      first ??= report;
      onReport(report);
    },
    onError: ({ message }) => terminal.writeError(`${printable(message)}\n`),
  });
  if (first !== undefined) await tellMissingKey(first, options, terminal);
  if (!terminal.signal.aborted) terminal.writeError("Watching for changes until Ctrl-C.\n");
  await untilAborted(terminal.signal);
  await watcher.close();
}
