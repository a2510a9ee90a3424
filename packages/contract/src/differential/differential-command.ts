import type { Environment } from "@viking-kb/auth";
import { serverFromEnvironment } from "../environment.js";
import { writeJson } from "../json-report.js";
import { readNames } from "../names-file.js";
import { scrubReport } from "../redact.js";
import type { Target } from "../target.js";
import { writeDifferentialJUnit } from "./differential-junit.js";
import type { DifferentialReport } from "./differential-report.js";
import { readExplanations } from "./explanations.js";
import { type DifferentialVerdict, judgeDifferential } from "./judge-differential.js";
import { runDifferential, type Side } from "./run-differential.js";

/** What the command line says of a comparison. */
export interface DifferentialCommand {
  readonly first: Side;
  /** Base URL of the second. */
  readonly differential: string;
  readonly otherMock?: boolean | undefined;
  /** File of names for the second. */
  readonly otherNames?: string | undefined;
  /** File of explanations. */
  readonly explained?: string | undefined;
  readonly wording?: boolean | undefined;
  readonly region?: string | undefined;
  readonly seed: number;
  readonly requests: number;
  /** In seconds. */
  readonly timeout: number;
}

const prefix = "VIKING_KB_";
const otherPrefix = "VIKING_KB_OTHER_";

/** Compares two targets as the command line says. Rejects with a CannotRunError where one of them cannot be tried. */
export async function compareTargets(
  command: DifferentialCommand,
  environment: Environment,
): Promise<DifferentialVerdict> {
  const { first, differential, explained, otherNames, wording, seed } = command;
  const rows = explained === undefined ? [] : await readExplanations(explained);
  const second: Side = {
    baseUrl: differential,
    target: secondTarget(command, environment),
    names: otherNames === undefined ? undefined : await readNames(otherNames),
  };
  const outcome = await runDifferential(first, second, {
    seed,
    wording,
    requestsPerOperation: command.requests,
    timeoutMilliseconds: command.timeout * 1000,
  });
  const verdict = judgeDifferential(outcome, { rows, file: explained, wording });
  // A message may repeat what it was sent.
  return scrubReport(scrubReport(verdict, first.target), second.target);
}

/** Where a comparison is written to, for programs to read. */
export interface ComparisonFiles {
  readonly junit?: string | undefined;
  readonly json?: string | undefined;
}

/** Writes a comparison. Rejects with an Error that names the file where one cannot be written. */
export async function writeComparison({ junit, json }: ComparisonFiles, report: DifferentialReport): Promise<void> {
  if (junit !== undefined) await writeDifferentialJUnit(junit, report);
  if (json !== undefined) await writeJson(json, report);
}

function secondTarget({ otherMock, region }: DifferentialCommand, environment: Environment): Target {
  return otherMock ? { kind: "mock" } : serverFromEnvironment(otherEnvironment(environment), region);
}

/** The variables of the second target: `VIKING_KB_OTHER_…` where any is set, else those of the first. */
function otherEnvironment(environment: Environment): Environment {
  const own = Object.entries(environment).filter(([name, value]) => name.startsWith(otherPrefix) && value);
  if (own.length === 0) return environment;
  return Object.fromEntries(own.map(([name, value]) => [prefix + name.slice(otherPrefix.length), value]));
}
