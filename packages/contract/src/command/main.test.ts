import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startMock } from "@viking-kb/mock";
import { startModelServer } from "@viking-kb/model";
import { afterAll, beforeAll, expect, it } from "vitest";
import { body, data, set } from "../../testing/answer-edits.js";
import {
  caseCount,
  mockCaseCount,
  operationCount,
  pairCount,
  serverCaseCount,
} from "../../testing/documented-cases.js";
import { startEditingProxy } from "../../testing/editing-proxy.js";
import { bothKeys } from "../../testing/keys.js";
import { deadUrl } from "../../testing/loopback.js";
import { runCommand, startCommand, startProcess } from "../../testing/run-command.js";
import type { JsonObject } from "../json.js";

let mock: Awaited<ReturnType<typeof startMock>>;
let folder: string;
let dead: string;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
  folder = await mkdtemp(join(tmpdir(), "viking-kb-contract-"));
  await writeFile(join(folder, "unknown-names.yaml"), "tasks: {}\n");
  await writeFile(join(folder, "list.yaml"), "- task\n");
  await writeFile(join(folder, "no-yaml.yaml"), "task: {\n");
  dead = await deadUrl();
});
afterAll(async () => {
  await mock.close();
  await rm(folder, { recursive: true });
});

it("ends with 0 and a table of 80 columns when the contract is kept", async () => {
  const junit = join(folder, "kept.xml");
  const args = [mock.url, "--mock", "--requests", "1", "--junit", junit];
  const { code, stdout, stderr } = await startCommand(args, { NO_COLOR: "1" });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [table = ""] = stdout.split("\n\ndredd ");
  expect(Math.max(...table.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(stdout).toMatch(/^Contract at .*\n\noperation +status +code +case +result\n/);
  expect(stdout).toContain(
    `\n\n${pairCount}/${pairCount} documented pairs, ${caseCount}/${caseCount} cases, 0 failed, 0 skipped, hooks ran ${caseCount} times\n`,
  );
  expect((await readFile(junit, "utf8")).match(/<testcase classname="(?:get|list)/g)).toHaveLength(caseCount);
});

it("tries a mock of its own when no base URL is given", async () => {
  const { code, stdout, stderr } = await runCommand(["--requests", "1"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    new RegExp(
      `^Contract at http://127\\.0\\.0\\.1:\\d+ \\(mock\\)\n.*\n${pairCount}/${pairCount} documented pairs, `,
      "s",
    ),
  );
});

/** A page of its first point alone. */
function shorten(page: JsonObject): void {
  if (!Array.isArray(page.point_list)) return;
  page.point_list = page.point_list.slice(0, 1);
  page.count = page.point_list.length;
}

it("ends with 1 and what failed when the contract is broken", async () => {
  const proxy = await startEditingProxy(mock.url, body(data(shorten)));
  const { code, stdout, stderr } = await runCommand([proxy.url, "--mock", "--requests", "1"]);
  await proxy.close();
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toContain("\nlistPoints         200     0        text-chunks                failed ");
  expect(stdout).toMatch(/\nlistPoints: 200 text-chunks \(strict\)\n {2}body='.*\n {2}HTTP 200, .*\n {2}\| \{/);
  expect(stdout).toMatch(/\n {2}\d+\. \/data\/point_list holds 1; expected \d+ \(total_num /);
});

it("lets Dredd speak on stderr alone, and only of what is no secret", async () => {
  const proxy = await startEditingProxy(mock.url, body(set({ debug: true })));
  const { stdout, stderr } = await startCommand([proxy.url, "--mock", "--layers", "dredd", "--verbose"]);
  await proxy.close();
  expect(stdout.split("\n")[0]).toBe(`Contract at ${proxy.url} (mock)`);
  expect(stderr).toContain("fail: getDocInfo 200 documented");
  expect(stderr).toContain("authorization: (redacted)");
  expect(stderr).toContain("X-Tos-Signature=(redacted)");
  expect(stderr).not.toMatch(/^authorization: HMAC/im);
});

it("writes a file of names that says of each what uses it, and takes it back", async () => {
  const template = await runCommand(["names"]);
  expect({ code: template.code, stderr: template.stderr }).toEqual({ code: 0, stderr: "" });
  expect(template.stdout).toMatch(/^# What the contract's cases name/);
  expect(template.stdout).toContain(
    "\ndocument:\n  # getDocInfo: 200 with-meta, 400 collection-not-exist, 400 no-locator, 401 unauthorized, 403 no-permission\n",
  );
  expect(template.stdout).toContain("  # getTaskInfo: 200 documented\n  xxx: xxx\n");
  expect(template.stdout).toMatch(
    / # no case; the strict layer lists .*\n {2}visitors: visitors\n.*\n {2}every_field: /,
  );
  expect(template.stdout).not.toMatch(/no_such_collection|no-such-document|rate-limited|internal-error/);

  const file = join(folder, "names.yaml");
  await writeFile(file, template.stdout.replace("xxx: xxx", "xxx: null"));
  const server = await startModelServer();
  const { code, stdout, stderr } = await runCommand([server.url, "--names", file, "--requests", "1"], bothKeys);
  await server.close();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(
    "documented                 not tried\n    names task xxx, which this target has nothing for\n",
  );
  expect(stdout).toContain(
    ` ${serverCaseCount - 1}/${serverCaseCount - 1} cases, 0 failed, 0 skipped, ${mockCaseCount + 1} not tried`,
  );
});

it("tells what differs but for what signs links, without breaking the run, and shows no signed link", async () => {
  const server = await startModelServer({
    read: (request) => request,
    write: (answer) =>
      answer
        .replace('"percentage":42', '"percentage":41')
        .replaceAll("EXAMPLEACCESSKEY", "ANOTHERKEY")
        .replace('"attachment_link":"https://', '"attachment_link":"https://elsewhere.'),
  });
  const { code, stdout } = await runCommand([server.url, "--differences", "--requests", "1"], bothKeys);
  await server.close();
  expect(code).toBe(0);
  expect(stdout).toContain("running                    passed\n    /data/percentage is 41; documented 42\n");
  expect(stdout).toContain('/data/attachment_link is "https://elsewhere.');
  expect(stdout).not.toMatch(/\/(url|link|video_url) is/);
  expect(stdout).not.toMatch(/ANOTHERKEY|EXAMPLEACCESSKEY|Signature=/);
});

const credentials = { VIKING_KB_ACCESS_KEY_ID: "AKLTEXAMPLE", VIKING_KB_SECRET_ACCESS_KEY: "a-secret" };
const refusals: { what: string; args: () => string[]; environment: Record<string, string>; sentence: () => string }[] =
  [
    {
      what: "a base URL that is none",
      args: () => ["localhost", "--mock"],
      environment: {},
      sentence: () => '"localhost" is not a base URL: give one like http://127.0.0.1:4010.',
    },
    {
      what: "another protocol",
      args: () => ["localhost:4010", "--mock"],
      environment: {},
      sentence: () => '"localhost:4010" is not a base URL: give one like http://127.0.0.1:4010.',
    },
    {
      what: "a password in it",
      args: () => ["http://me:secret@127.0.0.1", "--mock"],
      environment: {},
      sentence: () => "The base URL holds a user name or a password: leave them out.",
    },
    {
      what: "a query in it",
      args: () => [`${mock.url}?x=1`, "--mock"],
      environment: {},
      sentence: () => "The base URL has a query or a fragment: leave out everything from ? or # on.",
    },
    {
      what: "nothing that listens",
      args: () => [dead, "--mock"],
      environment: {},
      sentence: () => `Nothing answers at ${dead} (ECONNREFUSED): start the server, or mend the base URL.`,
    },
    {
      what: "a wrong path prefix",
      args: () => [`${mock.url}/v2`, "--mock"],
      environment: {},
      sentence: () => `${mock.url}/v2 answers 404 to all ${operationCount} operations: check the path of the base URL.`,
    },
    {
      what: "an unknown layer",
      args: () => [mock.url, "--mock", "--layers", "dredd,strikt"],
      environment: {},
      sentence: () => 'There is no layer "strikt": take some of dredd,strict,properties.',
    },
    {
      what: "a coverage that is none",
      args: () => [mock.url, "--mock", "--coverage", "all"],
      environment: {},
      sentence: () =>
        "option '--coverage <percent>' argument 'all' is invalid. It must be per cent, 0 to 100.\nhint: `viking-kb-contract --help` shows what it takes.",
    },
    {
      what: "a timeout that is none",
      args: () => [mock.url, "--mock", "--timeout", "soon"],
      environment: {},
      sentence: () =>
        "option '--timeout <seconds>' argument 'soon' is invalid. It must be a number of seconds above 0, at most 3600.\nhint: `viking-kb-contract --help` shows what it takes.",
    },
    {
      what: "a timeout that no timer takes",
      args: () => [mock.url, "--mock", "--timeout", "Infinity"],
      environment: {},
      sentence: () =>
        "option '--timeout <seconds>' argument 'Infinity' is invalid. It must be a number of seconds above 0, at most 3600.\nhint: `viking-kb-contract --help` shows what it takes.",
    },
    {
      what: "a key that cannot sign",
      args: () => [mock.url],
      environment: { ...credentials, VIKING_KB_SECRET_ACCESS_KEY: "a secret" },
      sentence: () =>
        "VIKING_KB_SECRET_ACCESS_KEY holds a blank (U+0020) as its character 2 of 8: set it without that. A mock needs none: say --mock.",
    },
    {
      what: "half a restricted key",
      args: () => [mock.url],
      environment: { ...credentials, VIKING_KB_RESTRICTED_ACCESS_KEY_ID: "AKLTOTHER" },
      sentence: () =>
        "Set both VIKING_KB_RESTRICTED_ACCESS_KEY_ID and VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY, or neither.",
    },
    {
      what: "a file of names that is not there",
      args: () => [mock.url, "--names", join(folder, "none.yaml")],
      environment: credentials,
      sentence: () =>
        `Cannot read the names in ${join(folder, "none.yaml")}: ENOENT. Give a file as the command "names" writes it.`,
    },
    {
      what: "names that no case uses",
      args: () => [mock.url, "--names", join(folder, "unknown-names.yaml")],
      environment: credentials,
      sentence: () =>
        'The names cannot be used: there is no kind "tasks": take one of project, collection, resource_id, pipeline, document, point, task.',
    },
    {
      what: "a file of names that is a list",
      args: () => [mock.url, "--names", join(folder, "list.yaml")],
      environment: credentials,
      sentence: () =>
        `Cannot read the names in ${join(folder, "list.yaml")}: it must hold kinds, such as collection, with names under them.`,
    },
    {
      what: "an unknown option",
      args: () => [mock.url, "--mok"],
      environment: {},
      sentence: () =>
        "unknown option '--mok'\n(Did you mean --mock?)\nhint: `viking-kb-contract --help` shows what it takes.",
    },
  ];
it.each(refusals)("ends with 2 and a sentence: $what", async ({ args, environment, sentence }) => {
  expect(await runCommand(args(), environment)).toEqual({ code: 2, stdout: "", stderr: `error: ${sentence()}\n` });
});

it("ends as a process with what it came to", async () => {
  expect(await startCommand(["--mok"])).toEqual(await runCommand(["--mok"]));
  const proxy = await startEditingProxy(mock.url, body(set({ request_id: null })));
  const { code, stdout, stderr } = await startCommand([proxy.url, "--mock", "--layers", "strict"]);
  await proxy.close();
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toMatch(/\nstrict +broken /);
});

it("is not ended by a reader that has seen enough", async () => {
  const child = startProcess(["names"]);
  child.stdout.destroy();
  const [[code], stderr] = await Promise.all([once(child, "exit"), text(child.stderr)]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

it("ends with 2 and names the variables: no credentials", async () => {
  const { code, stderr } = await runCommand([mock.url]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^error: No credentials in the environment: set VIKING_KB_ACCESS_KEY_ID and .* say --mock\.\n$/,
  );
});

it("ends with 2 and names the place: a file of names that is no YAML", async () => {
  const { code, stderr } = await runCommand([mock.url, "--names", join(folder, "no-yaml.yaml")], credentials);
  expect(code).toBe(2);
  expect(stderr).toContain(`Cannot read the names in ${join(folder, "no-yaml.yaml")}: Flow map`);
  expect(stderr).toMatch(/ at line 2, column 1/);
});

it("ends with 2 and names the file: a JUnit file that cannot be written", async () => {
  const file = join(folder, "missing/report.xml");
  const { code, stderr } = await runCommand([mock.url, "--mock", "--layers", "strict", "--junit", file]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `error: Cannot write ${file} (ENOENT): give a file in a folder that exists.\n`,
  });
});
