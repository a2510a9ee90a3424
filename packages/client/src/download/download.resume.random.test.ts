import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { breakingStorage, type StorageStep, versions } from "../../testing/breaking-storage.js";
import { startDownloadFixture } from "../../testing/download-fixture.js";

test("whatever a storage does after a break, a file is one version, or not there", async () => {
  const seed = Number(process.env.VIKING_KB_SEED ?? Date.now() % 2 ** 32);
  const random = randomFrom(seed);
  const pick = <Value>(...values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value;
  const before = () => 1 + Math.floor(random() * 890_000);
  const rounds = 30;
  let [resumed, resumedWhole] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const begin: StorageStep = { version: pick(0, 1), until: before(), ...pick<StorageStep>({}, { chunked: true }) };
    const others = Array.from(
      { length: Math.floor(random() * 7) },
      (): StorageStep => ({
        version: pick(0, 0, 0, 1),
        ...pick<StorageStep>({}, { ignores: "range" }, { ignores: "if-range" }, { shifted: 7 }, { etag: null }),
        ...pick<StorageStep>({}, {}, { silent: true }, { refuses: [503, ""] }, { chunked: true }),
        ...pick<StorageStep>({}, { until: before() }, { until: before(), ends: true }),
      }),
    );
    // Every second storage gives the rest of the first version in the end.
    const steps = [begin, ...others, ...(round % 2 === 0 ? [{ version: begin.version ?? 0 }] : [])];
    const storage = breakingStorage(steps);
    const { client, task, folder, path } = await startDownloadFixture(storage.answer);
    const done = await client()
      .tasks.download(task, path)
      .catch(() => undefined);
    const says = `seed ${seed}, round ${round}: ${JSON.stringify(steps)}`;
    // It asks for the whole again where the connection broke before it had looked at what came.
    const [, second] = storage.asked;
    const rest = { range: expect.stringMatching(/^bytes=[1-9]\d*-$/), ifRange: `"v${begin.version}"` };
    expect([{ range: undefined, ifRange: undefined }, rest], says).toContainEqual(second);
    if (second?.range !== undefined) resumed++;
    if (done === undefined) expect(await readdir(folder), says).toEqual([]);
    else {
      const file = await readFile(path);
      expect(
        versions.some((version) => version.equals(file)),
        says,
      ).toBe(true);
      if (storage.asked.at(-1)?.range !== undefined) resumedWhole++;
    }
  }
  expect(resumed, `seed ${seed}: downloads that went on`).toBeGreaterThan(rounds / 2);
  expect(resumedWhole, `seed ${seed}: files that a range made whole`).toBeGreaterThan(0);
});

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
