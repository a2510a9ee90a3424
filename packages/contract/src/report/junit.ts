import { writeFile } from "node:fs/promises";
import { create, type XMLElement } from "xmlbuilder";

/** Writes a report. Rejects with an Error that names the file where it cannot be written. */
export async function writeReportFile(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Cannot write ${file} (${error.code}): give a file in a folder that exists.`, { cause: error });
  });
}

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

/** Test suites as JUnit XML, with their counts and seconds. Source: junit-10.xsd of Jenkins' xunit-plugin. */
export function formatJUnit(name: string, suites: readonly Suite[]): string {
  const unique = suites.map(withUniqueNames);
  const all = unique.flatMap(({ tests }) => tests);
  const { skipped: _ofNoRoot, ...whole } = countsOf(all);
  const root = create("testsuites", { encoding: "UTF-8" }).att({ name: printable(name), ...whole });
  for (const { name: suiteName, tests } of unique) {
    const suite = root.ele("testsuite", { name: printable(suiteName), ...countsOf(tests) });
    for (const test of tests) {
      const { failures = [], skipped, output } = test;
      const one = suite.ele("testcase", {
        ...{ classname: printable(suiteName), name: printable(test.name), time: secondsOf([test]) },
      });
      const [first] = failures;
      if (first !== undefined) {
        write(one.ele("failure", { message: printable(first) }), failures.join("\n"));
      } else if (skipped !== undefined) one.ele("skipped", { message: printable(skipped) });
      const said = skipped ?? output;
      if (said !== undefined) write(one.ele("system-out"), said);
    }
  }
  return root.end({ pretty: true, dontPrettyTextNodes: true });
}

/** Characters as they are, in as many sections as it takes: the library divides a text only at the first end in it. */
function write(element: XMLElement, text: string): void {
  const end = "]]>";
  const pieces = printable(text).split(end);
  for (const [index, piece] of pieces.entries()) {
    element.cdata((index > 0 ? end.slice(2) : "") + piece + (index < pieces.length - 1 ? end.slice(0, 2) : ""));
  }
}

function countsOf(tests: readonly Test[]) {
  const failures = tests.filter((test) => (test.failures ?? []).length > 0).length;
  const skipped = tests.filter((test) => test.skipped !== undefined).length;
  return { tests: tests.length, failures, errors: 0, skipped, time: secondsOf(tests) };
}

/** What follows a test over time, or counts tests by name, must not take two for one. */
function withUniqueNames({ name, tests }: Suite): Suite {
  const taken = new Set<string>();
  const unique = (wanted: string) => {
    let free = wanted;
    for (let number = 2; taken.has(free); number += 1) free = `${wanted} (${number})`;
    taken.add(free);
    return free;
  };
  return { name, tests: tests.map((test) => ({ ...test, name: unique(test.name) })) };
}

/** Each in whole milliseconds first, so that a sum is that of what is written. */
function secondsOf(tests: readonly Test[]): string {
  return (tests.reduce((sum, { milliseconds = 0 }) => sum + Math.round(milliseconds), 0) / 1000).toFixed(3);
}

/** Answers may hold characters that XML 1.0 cannot (section 2.2). */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
}
