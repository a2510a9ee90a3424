import { format, inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { type Credentials, credentialsFromEnvironment, refreshingCredentials, staticCredentials } from "../index.js";
import { signRequest } from "../sign/sign-request.js";

const canaries = { accessKeyId: "canary-id", secretAccessKey: "canary-secret", sessionToken: "canary-token" };
const environment = {
  VIKING_KB_ACCESS_KEY_ID: canaries.accessKeyId,
  VIKING_KB_SECRET_ACCESS_KEY: canaries.secretAccessKey,
  VIKING_KB_SESSION_TOKEN: canaries.sessionToken,
};
const expiration = new Date("2999-01-01T00:00:00Z");
const provider = refreshingCredentials(() => ({ ...canaries, expiration }));

const values: Record<string, () => Credentials | Promise<Credentials>> = {
  "a key that stays": () => staticCredentials(canaries),
  "the environment's": () => credentialsFromEnvironment(environment),
  "the vendor's names": () => credentialsFromEnvironment({ VOLC_ACCESSKEY: "canary-id", VOLC_SECRETKEY: "canary" }),
  "one that renews itself": () => provider(),
};

/** Every way in which a value is commonly turned into text, by a logger, a debugger or a test. */
const forms: Record<string, (value: any) => string> = {
  String: (value) => String(value),
  "a template": (value) => `${value}`,
  concatenation: (value) => `${value}${""}`,
  "JSON.stringify": (value) => JSON.stringify(value),
  "JSON.stringify of a spread": (value) => JSON.stringify({ ...value }),
  "Object.assign": (value) => JSON.stringify(Object.assign({}, value)),
  entries: (value) => String(Object.entries(value)) + String(Object.values(value)),
  "for in": (value) => {
    const seen: unknown[] = [];
    for (const name in value) seen.push(value[name]);
    return String(seen);
  },
  "own properties": (value) =>
    inspect(Object.getOwnPropertyDescriptors(value)) + String(Reflect.ownKeys(value).map((name) => value[name])),
  structuredClone: (value) => inspect(structuredClone(value)),
  inspect: (value) => inspect(value),
  "inspect, everything": (value) => inspect(value, { showHidden: true, depth: 9, getters: true, showProxy: true }),
  "inspect, without the value's say": (value) => inspect(value, { showHidden: true, depth: 9, customInspect: false }),
  "inspect, unasked getters": (value) => inspect(value, { getters: true, customInspect: false }),
  "format %s %o %O %j": (value) => format("%s %o %O %j", value, value, value, value),
  "an assertion's difference": (value) => {
    try {
      expect({ value }).toEqual({ value: "something else" });
      return "";
    } catch (error) {
      return inspect(error, { showHidden: true, depth: 9 });
    }
  },
};

/** Where a value lies when it is printed. */
const places: Record<string, (value: unknown) => unknown> = {
  alone: (value) => value,
  "in an object": (value) => ({ credentials: value }),
  "in a list, a map and a set": (value) => [value, new Map([["key", value]]), new Set([value])],
  "as a cause": (value) => new Error("m", { cause: value }),
  "on an error": (value) => Object.assign(new Error("m"), { credentials: value }),
};

describe.each(Object.entries(values))("%s", (_title, make) => {
  const cases = Object.keys(forms).flatMap((form) => Object.keys(places).map((place) => [form, place] as const));
  test.each(cases)("shows nothing by %s, %s", async (form, place) => {
    const value = places[place]?.(await make());
    expect(forms[form]?.(value)).not.toMatch(/canary/);
  });

  test("says what it is where it is printed", async () => {
    const value = await make();
    expect(inspect({ value })).toBe("{ value: [redacted credentials] }");
    expect(JSON.stringify({ value })).toBe('{"value":"[redacted credentials]"}');
    expect(`${value}`).toBe("[redacted credentials]");
  });

  test("signs, and is read by name", async () => {
    const value = await make();
    const { accessKeyId, secretAccessKey } = value;
    expect([accessKeyId, secretAccessKey]).toEqual(["canary-id", expect.stringMatching(/^canary/)]);
    const request = { method: "POST", url: "https://host/path" };
    const now = () => new Date("2026-01-15T08:00:00Z");
    const plain = { accessKeyId, secretAccessKey, sessionToken: value.sessionToken };
    expect(await signRequest(request, { credentials: value, now })).toEqual(
      await signRequest(request, { credentials: plain, now }),
    );
  });
});

test("the forms find what a plain object shows", () => {
  const blind = new Set(["String", "a template", "concatenation"]);
  for (const [form, print] of Object.entries(forms)) {
    if (!blind.has(form)) expect(print(canaries), form).toMatch(/canary/);
  }
});

describe("an error shows nothing of the key:", () => {
  const unusable: [string, Credentials][] = [
    ["id with a slash", { ...canaries, accessKeyId: "canary/id" }],
    ["id that is the secret and a space", { ...canaries, accessKeyId: "canary secret" }],
    ["no id", { ...canaries, accessKeyId: "" }],
    ["no secret", { ...canaries, secretAccessKey: "" }],
    ["secret with a line break", { ...canaries, secretAccessKey: "\ncanary\nsecret\n" }],
    ["secret that is no text", { ...canaries, secretAccessKey: ["canary"] as unknown as string }],
    ["token with a line break", { ...canaries, sessionToken: "canary\ntoken" }],
  ];
  const ways: Record<string, (credentials: Credentials) => unknown> = {
    staticCredentials,
    signRequest: (credentials) => signRequest({ method: "POST", url: "https://host" }, { credentials }),
    refreshingCredentials: (credentials) =>
      refreshingCredentials(() => ({
        accessKeyId: credentials.accessKeyId,
        secretAccessKey: credentials.secretAccessKey,
        sessionToken: credentials.sessionToken,
        expiration,
      }))(),
    credentialsFromEnvironment: (credentials) =>
      signRequest(
        { method: "POST", url: "https://host" },
        {
          credentials: credentialsFromEnvironment({
            VIKING_KB_ACCESS_KEY_ID: credentials.accessKeyId,
            VIKING_KB_SECRET_ACCESS_KEY: credentials.secretAccessKey,
            VIKING_KB_SESSION_TOKEN: credentials.sessionToken || "canary token",
          }),
        },
      ),
  };
  const cases = Object.keys(ways).flatMap((way) => unusable.map((row) => [way, ...row] as const));
  test.each(cases)("%s, %s", async (way, _title, credentials) => {
    const thrown = await Promise.resolve()
      .then(() => ways[way]?.(credentials))
      .then(
        () => "nothing was thrown",
        (error: unknown) => error,
      );
    expect(thrown).toBeInstanceOf(Error);
    const shown = inspect(thrown, { showHidden: true, depth: 9, getters: true }) + String(thrown);
    expect(shown).not.toMatch(/canary/);
    expect(JSON.stringify(thrown)).not.toMatch(/canary/);
  });
});
