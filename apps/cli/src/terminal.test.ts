import { PassThrough } from "node:stream";
import type { ProcessStreams } from "@viking-kb/command-line";
import { describe, expect, test } from "vitest";
import { processTerminal } from "./terminal.js";

/** A process whose streams are in the test's hands. */
function openTerminal(tty: { columns: number } | undefined = undefined, env: Record<string, string> = {}) {
  const stdin = Object.assign(new PassThrough(), { isTTY: tty !== undefined });
  const stdout = Object.assign(new PassThrough(), { isTTY: tty !== undefined, columns: tty?.columns });
  const stderr = new PassThrough();
  const interruption = new AbortController();
  const terminal = processTerminal({ stdin, stdout, stderr, env } as unknown as ProcessStreams, interruption);
  return { terminal, stdin, shown: () => String(stderr.read() ?? ""), interruption };
}

test("an answer is shown as it is typed", async () => {
  const { terminal, stdin, shown } = openTerminal({ columns: 80 });
  const answer = terminal.ask("Access key id: ");
  stdin.write("AKLTEXAMPLE\r");
  expect(await answer).toBe("AKLTEXAMPLE");
  expect(shown()).toMatch(/^Access key id: .*AKLTEXAMPLE/s);
});

test("a hidden answer is not, and the next question starts on a line of its own", async () => {
  const { terminal, stdin, shown } = openTerminal({ columns: 80 });
  const answer = terminal.ask("Secret: ", { hidden: true });
  for (const key of "sesaam\u007f\u007fme\r") stdin.write(key);
  expect(await answer).toBe("sesame");
  expect(shown()).toBe("Secret: \n");
});

test("Ctrl-C at a question is an interruption", async () => {
  const { terminal, stdin, interruption } = openTerminal({ columns: 80 });
  const answer = terminal.ask("Secret: ", { hidden: true });
  stdin.write("ses\u0003");
  await expect(answer).rejects.toThrow();
  expect(interruption.signal.aborted).toBe(true);
});

test("the end of the input at a question is told", async () => {
  const { terminal, stdin, shown, interruption } = openTerminal({ columns: 80 });
  const answer = terminal.ask("Access key id: ");
  stdin.end();
  await expect(answer).rejects.toThrow("The input ended before the question was answered.");
  expect(shown()).toMatch(/\n$/);
  expect(interruption.signal.aborted).toBe(false);
});

test("piped input is read to its end", async () => {
  const { terminal, stdin } = openTerminal();
  const input = terminal.readInput();
  stdin.write("one\n");
  stdin.end("two\n");
  expect(await input).toBe("one\ntwo\n");
});

test("waiting for piped input ends with an interruption", async () => {
  const { terminal, interruption } = openTerminal();
  const input = terminal.readInput();
  interruption.abort();
  await expect(input).rejects.toThrow();
});

describe("lines are limited", () => {
  const rows: Record<
    string,
    [tty: { columns: number } | undefined, env: Record<string, string>, columns: number | undefined]
  > = {
    "by the terminal": [{ columns: 72 }, {}, 72],
    "by no terminal that does not know its width": [{ columns: 0 }, {}, undefined],
    "by COLUMNS before it": [{ columns: 72 }, { COLUMNS: "100" }, 100],
    "by COLUMNS in a pipe": [undefined, { COLUMNS: "100" }, 100],
    "by nothing in a pipe": [undefined, {}, undefined],
    "by nothing that is no number": [undefined, { COLUMNS: "wide" }, undefined],
  };
  test.each(Object.entries(rows))("%s", (_, [tty, env, columns]) => {
    expect(openTerminal(tty, env).terminal.columns).toBe(columns);
  });
});
