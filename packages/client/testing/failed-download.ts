import { readdir, readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect } from "vitest";
import type { DownloadOptions, DownloadTarget, KnowledgeBaseError } from "../src/index.js";
import { type DownloadFixture, expectNoSleep, startDownloadFixture } from "./download-fixture.js";
import { canary } from "./storage-answers.js";

/** A failing download: how it differs from a complete one, and which error it has. */
export interface FailedDownload {
  readonly title: string;
  readonly answer?: RequestListener;
  readonly target?: (fixture: DownloadFixture) => DownloadTarget;
  readonly options?: (fixture: DownloadFixture) => DownloadOptions;
  readonly task?: (fixture: DownloadFixture) => { status: string; attachment_link?: string };
  readonly fetch?: typeof globalThis.fetch;
  readonly before?: (fixture: DownloadFixture) => Promise<unknown>;
  /** Files in the folder afterwards; none by default. */
  readonly left?: readonly string[];
  readonly error: object;
  /** A pattern for the message. */
  readonly says?: RegExp;
  /** Number of requests at the storage; 1 by default. */
  readonly requests?: number;
}

/** Checks that the download fails as the row says, shows no secret and leaves nothing behind. */
export async function expectFailedDownload(row: FailedDownload): Promise<void> {
  const { answer, before, task, target, options, fetch, left = [], error, says, requests = 1 } = row;
  const fixture = await startDownloadFixture(answer);
  const { server, folder, path } = fixture;
  await before?.(fixture);
  const thrown = await fixture
    .client({ fetch })
    .tasks.download(task?.(fixture) ?? fixture.task, target?.(fixture) ?? path, options?.(fixture))
    .then(
      () => expect.fail("the download must fail"),
      (caught: KnowledgeBaseError) => caught,
    );
  expect(thrown).toMatchObject(error);
  if (says) expect(thrown.message).toMatch(says);
  expect(server.arrived).toHaveLength(requests);
  for (const text of [
    inspect(thrown, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    JSON.stringify(thrown),
    thrown.hint,
  ]) {
    expect(text ?? "").not.toContain(canary);
  }
  expectNoSleep();
  expect(await readdir(folder)).toEqual(left);
  for (const name of left.filter(() => requests > 0)) expect(await readFile(join(folder, name), "utf8")).toBe("theirs");
}
