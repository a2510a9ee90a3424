import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { down, key, minute, refused, start, startProvider } from "../../testing/credential-provider.js";
import { refreshingCredentials, type TemporaryCredentials } from "../index.js";

describe("what was loaded is no use:", () => {
  const unusable: [title: string, loaded: unknown, message: RegExp][] = [
    ["nothing", undefined, /loaded: it gave none: let it resolve to \{ accessKeyId/],
    ["a text", "canary", /it gave none/],
    [
      "the vendor's spelling",
      { AccessKeyId: "canary", SecretAccessKey: "canary", expiration: new Date(start + minute) },
      /The access key id is empty/,
    ],
    ["no end", { ...key("canary", minute), expiration: undefined }, /they have no end: set `expiration` to a Date/],
    ["an end that is text", { ...key("canary", minute), expiration: "2026-01-15T09:00:00Z" }, /they have no end/],
    ["an end that is no date", { ...key("canary", minute), expiration: new Date(Number.NaN) }, /they have no end/],
    [
      "an end in the past",
      key("canary", 0),
      /they ended at 2026-01-15T08:00:00.000Z, and the clock here says 2026-01-15T08:00:00.000Z/,
    ],
    ["a token with white space", { ...key("canary", minute), sessionToken: "can ary" }, /The session token holds/],
  ];
  test.each(unusable)("%s", async (_title, loaded, message) => {
    const { ask } = startProvider([loaded as TemporaryCredentials]);
    const said = await ask();
    expect(said).toMatch(message);
    expect(said).not.toContain("canary");
  });

  test("and it does not take the place of a key that serves", async () => {
    const { state, ask } = startProvider([key("a", 60 * minute), key("", 120 * minute)]);
    await ask();
    state.elapsed = 59 * minute;
    expect(await ask()).toBe("a");
  });
});

describe("a load", () => {
  test("may give and throw at once; what it threw is the cause", async () => {
    expect((await refreshingCredentials(() => key("a", 1e12))()).accessKeyId).toBe("a");
    const provider = refreshingCredentials(() => {
      throw down;
    });
    await expect(provider()).rejects.toMatchObject({ message: refused, cause: down });
  });

  test("may throw an Error of another realm", async () => {
    const foreign: unknown = runInNewContext('new Error("sts is down")');
    expect(foreign).not.toBeInstanceOf(Error);
    const provider = refreshingCredentials(() => Promise.reject(foreign));
    await expect(provider()).rejects.toMatchObject({ message: refused, cause: foreign });
  });

  test("that throws what is no Error is told without showing it", async () => {
    const provider = refreshingCredentials(() => Promise.reject("canary"));
    await expect(provider()).rejects.toThrow(
      "The credentials could not be loaded: what it threw is no Error; see the cause.",
    );
  });
});

describe("the time of a load", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    { title: "30 seconds by default", options: {}, milliseconds: 30_000 },
    { title: "what is given", options: { timeoutMs: 20 }, milliseconds: 20 },
  ])("is $title; at its end the load is given up, and its signal says so", async ({ options, milliseconds }) => {
    let given: AbortSignal | undefined;
    const provider = refreshingCredentials((signal) => {
      given = signal;
      return new Promise(() => undefined);
    }, options);
    let said = "nothing yet";
    provider().catch(({ message }: Error) => {
      said = message;
    });
    await vi.advanceTimersByTimeAsync(milliseconds - 1);
    expect([said, given?.aborted]).toEqual(["nothing yet", false]);
    await vi.advanceTimersByTimeAsync(1);
    expect(said).toBe(`The credentials could not be loaded: nothing came within ${milliseconds} ms.`);
    expect(given?.aborted).toBe(true);
  });

  const ends: [title: string, load: () => TemporaryCredentials | Promise<TemporaryCredentials>][] = [
    ["gives a key", async () => key("a", 1e12)],
    ["gives a key at once", () => key("a", 1e12)],
    ["gives no key", async () => key("", 1e12)],
    ["rejects", () => Promise.reject(down)],
    [
      "throws",
      () => {
        throw down;
      },
    ],
  ];
  test.each(ends)("leaves no timer behind where it %s", async (_title, load) => {
    await refreshingCredentials(load)().catch(() => undefined);
    expect(vi.getTimerCount()).toBe(0);
  });
});
