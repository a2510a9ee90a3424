/** A command, and where it is run. */
export interface CommandInTerminal {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What is written behind a command: its exit code between two characters of private use, which no command writes. */
export function endOfCommand(exitCode: number): string {
  return `\ue000${exitCode}\ue001`;
}

/** The end of a command, with its exit code; or the beginning of one, where a piece of the output ends there. */
export const endsOfCommands = /\ue000(\d+)\ue001|\ue000\d*$/;
