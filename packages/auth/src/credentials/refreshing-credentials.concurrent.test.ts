import { describe, expect, test } from "vitest";
import { down, key, minute, refused, startProvider } from "../../testing/credential-provider.js";
import type { TemporaryCredentials } from "../index.js";

describe("however many ask at once, there is one load", () => {
  test("all wait for the first", async () => {
    const { promise, resolve } = deferred();
    const { state, provider } = startProvider([promise]);
    const asking = Array.from({ length: 50 }, () => provider());
    resolve(key("a", 60 * minute));
    const given = await Promise.all(asking);
    expect(state.loaded).toBe(1);
    expect(new Set(given)).toEqual(new Set([given[0]]));
  });

  test("and all are told when it fails", async () => {
    const { promise, reject } = deferred();
    const { state, ask } = startProvider([promise]);
    const asking = Array.from({ length: 50 }, ask);
    reject(down);
    expect(new Set(await Promise.all(asking))).toEqual(new Set([refused]));
    expect(state.loaded).toBe(1);
  });

  test("a successor that is slow is waited for by none before the last minute, by all in it", async () => {
    const { promise, resolve } = deferred();
    const { state, ask } = startProvider([key("a", 60 * minute), promise]);
    await ask();
    state.elapsed = 56 * minute;
    expect(await Promise.all([ask(), ask()])).toEqual(["a", "a"]);
    state.elapsed = 59.5 * minute;
    const asking = [ask(), ask()];
    resolve(key("b", 120 * minute));
    expect(await Promise.all(asking)).toEqual(["b", "b"]);
    expect(state.loaded).toBe(2);
  });

  test("a key that ends while its successor fails is not handed out", async () => {
    const { promise, reject } = deferred();
    const { state, ask } = startProvider([key("a", 60 * minute), promise]);
    await ask();
    state.elapsed = 59.5 * minute;
    const asking = ask();
    state.elapsed = 60 * minute;
    reject(down);
    expect(await asking).toBe(refused);
  });
});

function deferred() {
  let resolve: (value: TemporaryCredentials) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<TemporaryCredentials>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
