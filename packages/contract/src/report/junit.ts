import { createRequire } from "node:module";
import type { Builder } from "junit-report-builder";
import { writeReportFile } from "../write-report-file.js";

// Its types promise a default export, which Node does not find there.
const builder: Builder = createRequire(import.meta.url)("junit-report-builder");

/** A suite of JUnit XML. */
export interface Suite {
  readonly name: string;
  readonly tests: readonly Test[];
}

/** A test of JUnit XML: passed, unless it says otherwise. */
export interface Test {
  /** Of its suite by default. */
  readonly name: string;
  readonly milliseconds?: number | undefined;
  /** Why it failed, line by line, the first in short too. */
  readonly failures?: readonly string[] | undefined;
  /** Why it was not run. */
  readonly skipped?: string | undefined;
  /** What is to be known of it all the same. */
  readonly output?: string | undefined;
}

/**
 * Writes JUnit XML, which CI systems show; why a test was skipped stands in its output.
 * Rejects with an Error that names the file where it cannot be written.
 */
export async function writeJUnitFile(file: string, name: string, suites: readonly Suite[]): Promise<void> {
  await writeReportFile(file, formatJUnit(name, suites));
}

/** Test suites as JUnit XML, with their counts. */
export function formatJUnit(name: string, suites: readonly Suite[]): string {
  const whole = builder.newBuilder().name(printable(name));
  for (const { name: suiteName, tests } of suites) {
    const suite = whole.testSuite().name(printable(suiteName)).time(secondsOf(tests));
    for (const test of tests) {
      const { failures = [], skipped, output } = test;
      const one = suite
        .testCase()
        .className(printable(suiteName))
        .name(printable(test.name))
        .time(secondsOf([test]));
      if (failures.length > 0) one.failure(printable(failures[0] ?? "")).stacktrace(printable(failures.join("\n")));
      if (skipped !== undefined) one.skipped();
      const said = skipped ?? output;
      if (said !== undefined) one.standardOutput(printable(said));
    }
  }
  return whole.build();
}

function secondsOf(tests: readonly Test[]): number {
  return Math.round(tests.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0)) / 1000;
}

/** Answers may hold characters that XML 1.0 cannot (section 2.2). */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
}
