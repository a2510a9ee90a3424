import { afterEach, expect, test } from "vitest";
import { type BenchServer, startServer } from "../../server/start-server.js";
import { handWrittenLoop, vikingKb, walkingContestant } from "./walks.js";

const points = 1_230;
let server: BenchServer;
afterEach(() => server.close());

const walks = [
  ["the loop", handWrittenLoop],
  ["ours", vikingKb],
] as const;

test.each(walks)("%s goes through every point in order, and its heap stays", async (_name, connect) => {
  server = await startServer(points, 100);
  const { check, operation } = walkingContestant("walk", connect(server.endpoint), points);
  expect(await check()).toMatch(/^heap after collection \d+\.\d MB at 10 % of the points, \d+\.\d MB at 90 %$/);
  expect(await operation()).toBeGreaterThan(points * 200);
});

test("who leaves points out, doubles them or keeps them is found", async () => {
  server = await startServer(points, 100);
  const whole = handWrittenLoop(server.endpoint);
  const check = (walk: typeof whole) => walkingContestant("cheat", walk, points).check();
  let seen = 0;
  await expect(check((visit) => whole((point) => seen++ < 1_000 && visit(point)))).rejects.toThrow("1000 of 1230");
  await expect(
    check((visit) =>
      whole((point) => {
        visit(point);
        visit(point);
      }),
    ),
  ).rejects.toThrow("after document-000000-00000000");
  const kept: number[][] = [];
  await expect(
    check((visit) =>
      whole((point) => {
        kept.push(new Array(1_000).fill(point.content.length));
        visit(point);
      }),
    ),
  ).rejects.toThrow("its heap grows");
});
