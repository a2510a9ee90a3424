import { afterEach, describe, expect, test } from "vitest";
import type { Field } from "../../comparison.js";
import type { PointListBody } from "../../server/request.js";
import { type BenchServer, startServer } from "../../server/start-server.js";
import { type Caller, callingContestant, inFlight } from "./caller.js";
import { callers, rawFetch, vikingKb } from "./callers.js";
import { callComparisons } from "./comparisons.js";

let field: Field | undefined;
let server: BenchServer | undefined;
afterEach(async () => {
  await field?.close?.();
  await server?.close();
  field = undefined;
  server = undefined;
});

test.each(callComparisons)(
  "$name: every contestant does its job, and every gate is one of theirs",
  async (comparison) => {
    field = await comparison.prepare({ quick: true });
    const { baseline, contestants } = field;
    for (const { check, operation } of [baseline, ...contestants]) {
      await check();
      await operation();
    }
    expect(contestants.map(({ name }) => name)).toEqual(callers.map(({ name }) => name));
    for (const { contestant } of comparison.gates) expect(contestants.map(({ name }) => name)).toContain(contestant);
  },
);

describe("a caller that cheats is found:", () => {
  const bodies = [0, 2].map((offset): PointListBody => ({ collection_name: "faq", offset, limit: 2 }));
  const [first = { collection_name: "", offset: 0, limit: 0 }] = bodies;
  const cheats: [how: string, cheat: (endpoint: string) => ReturnType<Caller["connect"]>][] = [
    ["asks the same again and again", (endpoint) => () => rawFetch.connect(endpoint)(first)],
    ["sends nothing", () => async () => ({ total_num: 4, point_list: [] })],
  ];
  test.each(cheats)("%s", async (_how, connect) => {
    server = await startServer(4, 2);
    const cheat = callingContestant(
      { name: "cheat", connect },
      server.endpoint,
      bodies,
      rawFetch.connect(server.endpoint),
    );
    await expect(cheat.check()).rejects.toThrow("it gives another answer.");
  });

  test("changes what it signed", async () => {
    server = await startServer(4, 2);
    const { endpoint } = server;
    const { fetch } = globalThis;
    try {
      globalThis.fetch = (url, init) => fetch(url, { ...init, body: String(init?.body).replace("0", "2") });
      const changed = vikingKb.connect(endpoint);
      await expect(changed(first)).rejects.toThrow("not what this server answers");
    } finally {
      globalThis.fetch = fetch;
    }
  });
});

test("as many are in flight as may be, until the end", async () => {
  let current = 0;
  const seen: number[] = [];
  const call = async () => {
    seen.push(++current);
    await new Promise((resolve) => setImmediate(resolve));
    current--;
  };
  await inFlight(call, 20, 4);
  expect(seen).toHaveLength(20);
  expect(seen.slice(3)).toEqual(Array(17).fill(4));
});

test("a server that cannot start says so", async () => {
  await expect(startServer(1, 0)).rejects.toThrow("did not start");
});
