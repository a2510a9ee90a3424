import type { Command } from "commander";
import { CannotRunError } from "./cannot-run-error.js";

/** What each of the other ways to run has no use for: left out in silence, it would be taken for done. */
const unused = {
  differential: ["json", "junit", "layers", "without", "coverage", "break", "differences", "mutants"],
  mutants: ["junit", "coverage", "break", "differences", "timeout"],
} as const;

/**
 * Refuses options that would be dropped.
 *
 * @throws CannotRunError that names both, or says where the base URL belongs.
 */
export function refuseUnusedOptions(command: Command): void {
  const isGiven = (name: string) => command.getOptionValueSource(name) === "cli";
  for (const [way, names] of Object.entries(unused)) {
    const idle = isGiven(way) ? names.find(isGiven) : undefined;
    if (idle === undefined) continue;
    throw new CannotRunError(`${flag(command, way)} takes no ${flag(command, idle)}: leave one of the two out.`);
  }
  if (/^https?:/.test(String(command.getOptionValue("mutants")))) {
    throw new CannotRunError("Give the base URL before --mutants: after it stands a part of the mutants' ids.");
  }
}

function flag({ options }: Command, name: string): string {
  return options.find((option) => option.attributeName() === name)?.long ?? name;
}
