import { existsSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { key, openProfileHome, type ProfileHome } from "../../testing/profile-home.js";
import type { Script } from "../../testing/recorded-terminal.js";

let home: ProfileHome;
beforeEach(() => {
  home = openProfileHome();
});

describe("the key of a new profile comes from", () => {
  const rows: Record<string, [script: Script, key: object]> = {
    "questions, the secret hidden": [{ answers: [" AKLTabcdefgh ", "sesame\t"] }, key],
    "two lines": [{ input: "AKLTabcdefgh\r\nsesame\r\n" }, key],
    "three lines, the last a token": [{ input: "AKLTabcdefgh\nsesame\ntoken" }, { ...key, sessionToken: "token" }],
    "the environment, without its other settings": [
      {
        environment: {
          VIKING_KB_ACCESS_KEY_ID: "AKLTabcdefgh",
          VIKING_KB_SECRET_ACCESS_KEY: "sesame",
          VIKING_KB_PROJECT: "env",
        },
      },
      key,
    ],
    "lines before the environment": [
      {
        input: "AKLTabcdefgh\nsesame",
        environment: { VOLC_ACCESSKEY: "other", VOLC_SECRETKEY: "other" },
      },
      key,
    ],
  };
  test.each(Object.entries(rows))("%s", async (_, [script, key]) => {
    const { exitCode, output, errors, questions } = await home.profile(["add", "work"], script);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    expect(output).toBe(`Profile work is saved in ${home.path}; it is the default.\n`);
    expect(home.saved()).toEqual({ default: "work", profiles: { work: key } });
    expect(questions.map(({ hidden }) => hidden)).toEqual(script.answers ? [false, true] : []);
  });

  const refused: Record<string, Script> = {
    "an empty answer": { answers: ["AKLTabcdefgh", ""] },
    "one line": { input: "AKLTabcdefgh\n" },
    "four lines": { input: "AKLTabcdefgh\nsesame\ntoken\nmore\n" },
    "nothing at all": { input: "" },
  };
  test.each(Object.entries(refused))("but not from %s", async (_, script) => {
    const { exitCode, errors } = await home.profile(["add", "work"], script);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(/^error: No whole key was given: /);
    expect(existsSync(home.path)).toBe(false);
  });
});

test.each(["密", "AKLT 1", "AKLT,1", "AKLT/1", "A".repeat(257)])("add refuses the id %j, unshown", async (id) => {
  const { exitCode, errors } = await home.profile(["add", "work"], { answers: [id, "sesame"] });
  expect(exitCode).toBe(2);
  expect(errors).toMatch(/^error: The access key id (?:holds \S|is empty, too long or holds \S)/);
  expect(errors).not.toContain(id);
  expect(existsSync(home.path)).toBe(false);
});

test("add saves the settings that are given", async () => {
  await home.add("work", "--endpoint", "http://127.0.0.1:4010", "--region", "cn-north-1", "--project", "p");
  const settings = { endpoint: "http://127.0.0.1:4010", region: "cn-north-1", project: "p" };
  expect(home.saved().profiles.work).toEqual({ ...key, ...settings });
});

describe("add refuses before it asks", () => {
  const rows: Record<string, [argv: string[], errors: RegExp]> = {
    "a name that is taken": [["work"], /There is a profile "work" already\.\nhint: .* viking-kb profile remove work$/m],
    "a name with a blank": [["my work"], /A profile's name is 1 to 64 letters/],
    "a name that every object has": [["__proto__"], /A profile's name is 1 to 64 letters/],
    "an endpoint that is none": [["home", "--endpoint", "localhost:4010"], /The endpoint must be an http or https/],
  };
  test.each(Object.entries(rows))("%s", async (_, [argv, message]) => {
    await home.add("work");
    const before = home.text();
    const { exitCode, errors, questions } = await home.profile(["add", ...argv], { answers: [] });
    expect({ exitCode, questions }).toEqual({ exitCode: 2, questions: [] });
    expect(errors).toMatch(message);
    expect(home.text()).toBe(before);
  });
});

test("list shows every profile and no secret", async () => {
  await home.add("work", "--project", "support");
  await home.profile(["add", "short", "--endpoint", "https://kb.example"], { input: "AKLT1234\nsesame\ntoken-sesame" });
  const { output } = await home.profile(["list"]);
  expect(output.split("\n")).toEqual([
    "name   default  access key id  project  endpoint",
    "mock            AKLT…LE                 http://127.0.0.1:4010",
    "work   yes      AKLT…gh        support",
    "short           …                       https://kb.example",
    "",
  ]);
  const { output: json } = await home.profile(["list", "--json"]);
  expect(JSON.parse(json)).toEqual([
    { name: "mock", default: false, accessKeyId: "AKLT…LE", endpoint: "http://127.0.0.1:4010" },
    { name: "work", default: true, accessKeyId: "AKLT…gh", project: "support" },
    { name: "short", default: false, accessKeyId: "…", endpoint: "https://kb.example" },
  ]);
  expect(output + json).not.toContain("sesame");
});

describe("use and remove", () => {
  beforeEach(async () => {
    await home.add("work");
    await home.add("home");
  });
  const rows: Record<string, [argv: string[], output: string, after: { default?: string; names: string[] }]> = {
    "use another": [["use", "home"], "Profile home is the default.\n", { default: "home", names: ["work", "home"] }],
    "use the built-in one": [
      ["use", "mock"],
      "Profile mock is the default.\n",
      { default: "mock", names: ["work", "home"] },
    ],
    "remove one": [["remove", "home"], "Profile home is removed.\n", { default: "work", names: ["work"] }],
    "remove the default": [
      ["remove", "work"],
      "Profile work is removed; there is no default now.\n",
      { names: ["home"] },
    ],
    "tell it as JSON": [
      ["use", "home", "--json"],
      '{\n  "name": "home",\n  "default": true\n}\n',
      { default: "home", names: ["work", "home"] },
    ],
  };
  test.each(Object.entries(rows))("%s", async (_, [argv, output, after]) => {
    expect(await home.profile(argv)).toMatchObject({ exitCode: 0, output, errors: "" });
    expect(home.saved().default).toBe(after.default);
    expect(Object.keys(home.saved().profiles)).toEqual(after.names);
  });
  test("remove says that the built-in one stays", async () => {
    const { exitCode, errors } = await home.profile(["remove", "mock"]);
    expect(exitCode).toBe(2);
    expect(errors).toContain("The one that is built in cannot be removed.");
  });
  test.each(["use", "remove"])("%s refuses an unknown name", async (command) => {
    const before = home.text();
    const { exitCode, errors } = await home.profile([command, "constructor"]);
    expect(exitCode).toBe(2);
    expect(errors).toContain(`error: There is no profile "constructor" in ${home.path}.\n`);
    expect(home.text()).toBe(before);
  });
});

test.each([
  { secret: "<your secret>", says: /^error: The secret access key holds a placeholder/ },
  { secret: "AKLTabcdefgh", says: /^error: The secret access key holds an access key id/ },
  {
    secret: "ses\u200bame",
    says: /^error: The secret access key holds .*invisible character \(U\+200B\) as its character 4 of 7/,
  },
])("add refuses a secret that is none: $says", async ({ secret, says }) => {
  const { exitCode, errors } = await home.profile(["add", "work"], { answers: ["AKLTabcdefgh", secret] });
  expect(exitCode).toBe(2);
  expect(errors).toMatch(says);
  expect(existsSync(home.path)).toBe(false);
});
