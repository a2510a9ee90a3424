export { alignColumns } from "./columns.js";
export { type Language, languageOf, languageOption } from "./language.js";
export { escapeUnprintable, printable, printableLines } from "./printable.js";
export {
  commandPath,
  createProgram,
  positiveNumber,
  repeated,
  runProgram,
  UsageError,
  versionOf,
  wholeNumber,
} from "./program.js";
export {
  ignoreClosedOutput,
  interruptedBy,
  type ProcessStreams,
  processTerminal,
  type Terminal,
  untilAborted,
} from "./terminal.js";
