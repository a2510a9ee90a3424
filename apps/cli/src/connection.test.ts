import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AnsweringServer, startAnsweringServer, success } from "../testing/answering-server.js";
import { recordTerminal } from "../testing/recorded-terminal.js";
import { temporaryFolder } from "../testing/temporary-folder.js";
import { run } from "./run.js";

let server: AnsweringServer;
beforeAll(async () => {
  server = await startAnsweringServer();
  server.answer = success({});
});
afterAll(() => server.close());

const key = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: "secret" });
const own = { VIKING_KB_ACCESS_KEY_ID: "env", VIKING_KB_SECRET_ACCESS_KEY: "secret" };
const vendor = { VOLC_ACCESSKEY: "volc", VOLC_SECRETKEY: "secret", VOLC_SESSION_TOKEN: "token" };

/** Runs with two profiles, of which `work` is the default, and tells what was sent. */
async function sentBy(argv: readonly string[], environment: Record<string, string>, errors = "") {
  const { url: endpoint } = server;
  const homeFolder = temporaryFolder();
  const folder = join(homeFolder, ".config", "viking-kb");
  mkdirSync(folder, { recursive: true });
  const work = { ...key("work"), endpoint, region: "cn-work", project: "work-project" };
  const mock = { ...key("own-mock"), endpoint };
  const profiles = { default: "work", profiles: { work, mock, plain: { ...key("plain"), endpoint } } };
  writeFileSync(join(folder, "profiles.json"), JSON.stringify(profiles), { mode: 0o600 });

  const terminal = recordTerminal({ homeFolder, environment });
  const exitCode = await run(["collection", "info", "faq", ...argv], terminal);
  expect({ exitCode, errors: terminal.errors }).toEqual({ exitCode: 0, errors });
  const request = server.requests.at(-1);
  if (!request) throw new Error("Nothing was sent.");
  const [, accessKeyId, day, region] =
    /Credential=([^/]+)\/(\d+)\/([^/]+)/.exec(request.headers.authorization ?? "") ?? [];
  const { project } = request.body as { project?: string };
  return { accessKeyId, region, project, day, token: request.headers["x-security-token"] };
}

const here = () => ({ VIKING_KB_ENDPOINT: server.url });
const unused = (name: string) =>
  `note: VIKING_KB_${name} is not used, since no key stands beside it: the profile work counts alone; --${name.toLowerCase()} wins over it\n`;
type Row = [argv: string[], environment: () => Record<string, string>, sent: object, errors?: string];
const rows: Record<string, Row> = {
  "the default profile": [[], () => ({}), { accessKeyId: "work", region: "cn-work", project: "work-project" }],
  "a named profile, the rest by default": [
    ["--profile", "plain"],
    () => ({}),
    { accessKeyId: "plain", region: "cn-beijing", project: undefined },
  ],
  "a named profile before the environment": [
    ["--profile", "work"],
    () => ({ ...own, VIKING_KB_ENDPOINT: "http://127.0.0.1:1", VIKING_KB_PROJECT: "env-project" }),
    { accessKeyId: "work", region: "cn-work", project: "work-project" },
  ],
  "a profile of the user's own named mock": [["--profile", "mock"], () => ({}), { accessKeyId: "own-mock" }],
  "the environment before the default profile, unmixed": [
    [],
    () => ({ ...own, ...here() }),
    { accessKeyId: "env", region: "cn-beijing", project: undefined },
  ],
  "the environment with region and project": [
    [],
    () => ({ ...own, ...here(), VIKING_KB_REGION: "cn-env", VIKING_KB_PROJECT: "env-project" }),
    { accessKeyId: "env", region: "cn-env", project: "env-project" },
  ],
  "the vendor's variables, with a token": [
    [],
    () => ({ ...vendor, ...here() }),
    { accessKeyId: "volc", token: "token" },
  ],
  "settings without a key in the environment: the default profile alone": [
    [],
    () => ({ VIKING_KB_REGION: "cn-env", VIKING_KB_ACCESS_KEY_ID: "" }),
    { accessKeyId: "work", region: "cn-work" },
    unused("REGION"),
  ],
  "settings beside a blank key in the environment: the default profile alone": [
    [],
    () => ({ VIKING_KB_SESSION_TOKEN: " ", VIKING_KB_PROJECT: "env-project", VIKING_KB_REGION: "cn-env" }),
    { accessKeyId: "work", project: "work-project" },
    unused("REGION") + unused("PROJECT"),
  ],
  "settings that are the profile's own: nothing to tell": [
    [],
    () => ({ VIKING_KB_REGION: "cn-work", VIKING_KB_PROJECT: "work-project" }),
    { accessKeyId: "work", region: "cn-work", project: "work-project" },
  ],
  "flags before all": [
    ["--region", "cn-flag", "--project", "flag-project"],
    () => ({}),
    { accessKeyId: "work", region: "cn-flag", project: "flag-project" },
  ],
  "an empty project as a flag": [["--project", ""], () => ({}), { accessKeyId: "work", project: "" }],
  "the terminal's clock": [[], () => ({}), { day: "20240828" }],
};
describe("uses", () => {
  test.each(Object.entries(rows))("%s", async (_, [argv, environment, sent, errors]) => {
    expect(await sentBy(argv, environment(), errors)).toMatchObject(sent);
  });

  test("the endpoint of a flag before the profile's", async () => {
    const before = server.requests.length;
    expect(await sentBy(["--profile", "work", "--endpoint", `${server.url}/`], {})).toMatchObject({
      accessKeyId: "work",
    });
    expect(server.requests.length).toBe(before + 1);
  });
});

describe("an endpoint in the environment, without a key beside it,", () => {
  const rows: { title: string; argv: string[]; note: boolean }[] = [
    { title: "is named where the default profile counts", argv: [], note: true },
    { title: "is no matter where a flag names another", argv: ["--endpoint", "http://127.0.0.1:9"], note: false },
    { title: "is no matter where a profile is named", argv: ["--profile", "work"], note: false },
    { title: "is not named among JSON", argv: ["--json"], note: false },
  ];
  test.each(rows)("$title", async ({ argv, note }) => {
    const homeFolder = temporaryFolder();
    const folder = join(homeFolder, ".config", "viking-kb");
    mkdirSync(folder, { recursive: true });
    const profiles = { default: "work", profiles: { work: key("work") } };
    writeFileSync(join(folder, "profiles.json"), JSON.stringify(profiles), { mode: 0o600 });
    const terminal = recordTerminal({ homeFolder, environment: { VIKING_KB_ENDPOINT: server.url } });
    expect(await run(["collection", "info", "faq", "--curl", ...argv], terminal)).toBe(0);
    expect(terminal.errors).toBe(note ? unused("ENDPOINT") : "");
  });
});

test.each([
  ["broken", "{", 0o600],
  ["readable by others", '{"profiles":{}}', 0o644],
])("the built-in profile does not mind a profiles file that is %s", async (_title, text, mode) => {
  const homeFolder = temporaryFolder();
  const folder = join(homeFolder, ".config", "viking-kb");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "profiles.json"), text, { mode });
  const connect = ["--endpoint", server.url, "collection", "info", "faq"];
  const terminal = recordTerminal({ homeFolder });
  expect(await run(["--profile", "mock", ...connect], terminal)).toBe(0);
  expect(await run(["--profile", "work", ...connect], terminal)).toBe(2);
});

describe("half a key in the environment is an error, whatever the default profile says:", () => {
  test.each([...Object.keys(own), ...Object.keys(vendor), "VIKING_KB_SESSION_TOKEN"])("%s alone", async (name) => {
    const terminal = recordTerminal({ environment: { [name]: "sesame" } });
    expect(await run(["collection", "info", "faq"], terminal)).toBe(2);
    expect(terminal.errors).toMatch(/^error: The credentials in the environment are incomplete .*\nhint: .*--profile/);
    expect(terminal.errors).not.toContain("sesame");
  });
});
