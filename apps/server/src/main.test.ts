import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommand, type Serving, serve, startCommand } from "../testing/run-command.js";
import { call } from "../testing/signed-request.js";

let folder: string;
const serving: Serving[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "viking-kb-command-"));
  await mkdir(join(folder, "docs"));
  await writeFile(join(folder, "docs/leave.md"), "# Leave\n\nTwenty-five days a year.\n\n## 病假\n\n当天上午告知。\n");
  await writeFile(join(folder, "docs/prices.csv"), "item,price\ndesk,420\nchair,180\n");
});
afterEach(async () => {
  for (const { child, result } of serving.splice(0)) {
    child.kill("SIGKILL");
    await result;
  }
  await rm(folder, { recursive: true });
});

const run = (...argv: string[]) => runCommand(argv, { folder });

/** Starts `serve` in the test's folder; it is ended with the test. */
async function serveHere(...argv: string[]): Promise<Serving> {
  const started = await serve(argv, { folder });
  serving.push(started);
  return started;
}

/** The variables that `keys create` or `load` prints. */
async function keyFrom(...argv: string[]) {
  const { VIKING_KB_ACCESS_KEY_ID = "", VIKING_KB_SECRET_ACCESS_KEY = "" } = parseEnv((await run(...argv)).output);
  return { accessKeyId: VIKING_KB_ACCESS_KEY_ID, secretAccessKey: VIKING_KB_SECRET_ACCESS_KEY };
}

describe("the command line", () => {
  const rows: Record<string, [argv: string[], exitCode: number, output: RegExp, errors: RegExp]> = {
    "tells its version": [["--version"], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    "shows its help": [["--help"], 0, /^Usage: viking-kb-server .*\nExit codes: /s, /^$/],
    "shows the help of a command": [["import", "--help"], 0, /--collection <name>/, /^$/],
    "is not complete alone": [[], 2, /^$/, /^Usage: viking-kb-server /],
    "knows no such command": [["export"], 2, /^$/, /unknown command 'export'/],
    "knows no such option": [["serve", "--prot", "1"], 2, /^$/, /Did you mean --port\?/],
    "takes no such port": [["serve", "--port", "70000"], 2, /^$/, /must be a whole number from 0 to 65535/],
    "takes no such log level": [["serve", "--log-level", "loud"], 2, /^$/, /Allowed choices are trace, /],
    "needs a collection to import into": [["import", "docs"], 2, /^$/, /required option '--collection <name>'/],
    "needs a name by the rule": [["import", "docs", "--collection", "1st"], 1, /^$/, /^error: .*1st.*letter/],
    "cannot import what is not there": [["import", "nothing", "--collection", "c"], 1, /^$/, /^error: .*nothing/],
    "takes no such length": [["import", "docs", "--collection", "c", "--chunk-length", "0"], 2, /^$/, /at least 1/],
    "excludes contradicting projects": [
      ["keys", "create", "--project", "a", "--all-projects"],
      2,
      /^$/,
      /^error: --project and --all-projects exclude each other/,
    ],
    "makes no key for a project that nothing can be called": [
      ["keys", "create", "--project", "bad name"],
      1,
      /^$/,
      /^error: A project cannot be called "bad name": /,
    ],
    "makes no key in the name of fixtures": [
      ["keys", "create", "--name", "fixture:reader"],
      2,
      /^$/,
      /^error: A name that begins with fixture: /,
    ],
    "has no key yet": [["keys", "list"], 0, /^$/, /^There is no key yet: /],
    "cannot revoke what is not there": [["keys", "revoke", "AKLTx"], 1, /^$/, /^error: There is no such key/],
    "cannot load what is not there": [["load", "nothing.yaml"], 1, /^$/, /^error: .*nothing\.yaml/],
    "cannot open what is no database": [
      ["keys", "list", "--database", "docs/leave.md"],
      1,
      /^$/,
      /^error: .*leave\.md/,
    ],
  };
  test.each(Object.entries(rows))("%s", async (_title, [argv, exitCode, output, errors]) => {
    const result = await run(...argv);
    expect(result.errors).toMatch(errors);
    expect(result.output).toMatch(output);
    expect(result.exitCode).toBe(exitCode);
    expect(result.errors).not.toMatch(/^ +at /m);
  });

  test("an older Node hears which it needs", async () => {
    const disguise = 'Object.defineProperty(process,"versions",{value:{...process.versions,node:"22.15.0"}})';
    const nodeArguments = ["--import", `data:text/javascript,${encodeURIComponent(disguise)}`];
    expect(await runCommand(["keys", "list"], { folder, nodeArguments })).toEqual({
      exitCode: 1,
      output: "",
      errors: "viking-kb-server needs Node 22.16 or newer for its database; this is 22.15.0.\n",
    });
  });
});

describe("import", () => {
  test("tells of each document and of the collection", async () => {
    const { exitCode, output } = await run("import", "docs", "--collection", "office");
    expect(output).toMatch(/^done {2,}2 points {2}leave\.md$/m);
    expect(output).toMatch(/^done {2,}2 points {2}prices\.csv$/m);
    expect(output).toMatch(/^office \(project default, kb-[0-9a-f]{16}\): 2 done; it holds 4 points\.$/m);
    expect(exitCode).toBe(0);
    expect((await run("import", "docs", "--collection", "office")).output).toMatch(
      /: 2 unchanged; it holds 4 points\.$/m,
    );
  });

  test("fails where a document does, and says why; the others are imported", async () => {
    await writeFile(join(folder, "docs/empty.csv"), "item,price\n");
    await writeFile(join(folder, "docs/logo.png"), "");
    const { exitCode, output } = await run("import", "docs", "--collection", "office");
    expect(output).toMatch(/^failed {2,}36007 .*empty\.csv/m);
    expect(output).toMatch(/^skipped {2,}logo\.png: /m);
    expect(output).toMatch(/: 2 done, 1 failed, 1 skipped; it holds 4 points\.$/m);
    expect(exitCode).toBe(1);
  });

  test("shows no control characters of a file's name", async () => {
    await writeFile(join(folder, "docs/\u001b[31mred\u202e.md"), "text");
    const { output } = await run("import", "docs", "--collection", "office");
    expect(output).toContain("red.md");
    for (const control of ["\u001b", "\u202e"]) expect(output).not.toContain(control);
  });

  test("watches until it is interrupted", async () => {
    const { child, result } = startCommand(["import", "docs", "--collection", "office", "--watch"], { folder });
    let output = "";
    const shows = (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => output.includes(text) && resolve();
        child.stdout.on("data", look);
        look();
      });
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    await shows("it holds 4 points");
    await writeFile(join(folder, "docs/more.txt"), "More.");
    await shows("it holds 5 points");
    child.kill("SIGINT");
    expect((await result).exitCode).toBe(0);
  });
});

describe("keys", () => {
  test("the secret is shown once, and stored where no other user reads it", async () => {
    const created = await run("keys", "create", "--name", "laptop", "--project", "default", "finance");
    expect(created.errors).toBe(
      'The key "laptop" may read projects default, finance. Its secret is shown now and never again:\n',
    );
    const { VIKING_KB_ACCESS_KEY_ID = "", VIKING_KB_SECRET_ACCESS_KEY = "" } = parseEnv(created.output);
    const listed = await run("keys", "list");
    expect(listed.output).toMatch(
      new RegExp(`^${VIKING_KB_ACCESS_KEY_ID}  made \\d{4}-\\d\\d-\\d\\d, projects default, finance: laptop\\n$`),
    );
    const json = await run("keys", "list", "--json");
    expect(JSON.parse(json.output)).toMatchObject([
      { accessKeyId: VIKING_KB_ACCESS_KEY_ID, projects: ["default", "finance"] },
    ]);
    expect(VIKING_KB_SECRET_ACCESS_KEY).not.toBe("");
    expect(listed.output + json.output).not.toContain(VIKING_KB_SECRET_ACCESS_KEY);
    if (process.platform === "win32") return;
    expect((await stat(join(folder, ".viking-kb/server.db"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, ".viking-kb"))).mode & 0o777).toBe(0o700);
  });

  test("a key that is made, and one that is revoked, while the server runs", async () => {
    await run("import", "docs", "--collection", "office");
    const server = await serveHere();
    const request = { name: "office" };
    const key = await keyFrom("keys", "create");
    expect(await call(server, "getCollectionInfo", request, { key })).toMatchObject({ status: 200, body: { code: 0 } });
    expect((await run("keys", "revoke", key.accessKeyId)).output).toBe(`${key.accessKeyId} is revoked.\n`);
    expect(await call(server, "getCollectionInfo", request, { key })).toMatchObject({
      status: 401,
      body: { code: 1000001 },
    });
    expect((await run("keys", "list")).output).toMatch(/ revoked \d{4}-\d\d-\d\d, project default: unnamed\n$/);
  });
});

describe("the secrets of new keys", () => {
  const makers = { "keys create": ["keys", "create"], load: ["load"] };
  test.each(Object.entries(makers))("%s gives them to a new file that no other user may read", async (_title, argv) => {
    const { exitCode, output, errors } = await run(...argv, "--key-file", "key.env");
    expect(output).toBe("");
    expect(errors).toMatch(/ key\.env and nowhere else\.\n$/);
    expect(exitCode).toBe(0);
    const file = join(folder, "key.env");
    const { VIKING_KB_ACCESS_KEY_ID = "", VIKING_KB_SECRET_ACCESS_KEY } = parseEnv(await readFile(file, "utf8"));
    expect((await run("keys", "list")).output).toContain(VIKING_KB_ACCESS_KEY_ID);
    expect(VIKING_KB_SECRET_ACCESS_KEY).toMatch(/^[\w-]{40}$/);
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test.each(Object.entries(makers))("%s makes no key where the file is there already", async (_title, argv) => {
    const { exitCode, errors } = await run(...argv, "--key-file", "docs/leave.md");
    expect(errors).toBe(
      "error: Cannot write docs/leave.md: it is there already; name another, or remove it first. No key was made.\n",
    );
    expect(exitCode).toBe(1);
    expect((await run("keys", "list")).errors).toMatch(/^There is no key yet/);
    expect(await readFile(join(folder, "docs/leave.md"), "utf8")).toContain("# Leave");
  });

  test("a file that cannot be filled is not left behind", async () => {
    expect((await run("load", "nothing.yaml", "--key-file", "key.env")).exitCode).toBe(1);
    await expect(stat(join(folder, "key.env"))).rejects.toThrow("ENOENT");
  });
});

describe("load", () => {
  test("refuses to replace what was imported, unless it is told to", async () => {
    await run("import", "docs", "--collection", "handbook");
    const refused = await run("load");
    expect(refused.errors).toBe(
      "error: Nothing was loaded: documents were imported into handbook in project default. Load into another --database, or say --replace to lose them.\n",
    );
    expect(refused.exitCode).toBe(1);
    expect((await run("import", "docs", "--collection", "handbook")).output).toContain("2 unchanged");
    expect((await run("load", "--replace")).exitCode).toBe(0);
    expect((await run("import", "docs", "--collection", "handbook")).output).toContain("2 done");
  });

  test("the contract's fixtures by default; twice, and the keys are kept", async () => {
    const first = await run("load");
    expect(first.errors).toMatch(
      /^Loaded \d+ collections, \d+ documents, \d+ points and \d+ tasks from .*fixtures\.yaml\.$/m,
    );
    const variables = parseEnv(first.output);
    expect(first.output.split("\n").map((line) => line.split("=")[0])).toEqual([
      "VIKING_KB_ACCESS_KEY_ID",
      "VIKING_KB_SECRET_ACCESS_KEY",
      "VIKING_KB_RESTRICTED_ACCESS_KEY_ID",
      "VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY",
      "",
    ]);
    const second = await run("load");
    expect(second.output).toBe("");
    expect(second.errors).toContain(`The key reader (${variables.VIKING_KB_ACCESS_KEY_ID}) is kept`);
  });

  test("a file that is wrong changes nothing", async () => {
    await writeFile(join(folder, "own.yaml"), "projects:\n  default:\n    collections:\n      1st: {}\n");
    const { exitCode, errors } = await run("load", "own.yaml");
    expect(errors).toMatch(/^error: .*own\.yaml:4 /m);
    expect(exitCode).toBe(1);
    expect((await run("keys", "list")).errors).toMatch(/^There is no key yet/);
  });
});

describe("serve", () => {
  test("says what a new database lacks, and ends cleanly when it is told to", async () => {
    const { url, child, result } = await serveHere();
    await expect(fetch(url)).resolves.toHaveProperty("status", 404);
    child.kill("SIGTERM");
    const { exitCode, output, errors } = await result;
    expect(output).toBe(`Serving .viking-kb/server.db at ${url} until Ctrl-C.\n`);
    expect(errors).toMatch(/It has no key yet, .*\nIt holds no collection yet: /);
    expect(exitCode).toBe(0);
  });

  test("warns where other machines can reach it", async () => {
    const { child, result } = await serveHere("--host", "0.0.0.0");
    child.kill("SIGTERM");
    expect((await result).errors).toContain("Other machines can reach 0.0.0.0");
  });

  test("a port that is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const { exitCode, errors } = await run("serve", "--port", String(port));
    other.close();
    expect(errors).toMatch(new RegExp(`^error: .*${port}.*choose another port`));
    expect(exitCode).toBe(1);
  });

  test("what was imported is there after the server was killed and started again", async () => {
    await run("import", "docs", "--collection", "office");
    const key = await keyFrom("keys", "create");
    const ask = async (server: Serving) => {
      const answers = [
        await call(server, "getCollectionInfo", { name: "office" }, { key }),
        await call(server, "getDocInfo", { collection_name: "office", doc_id: "leave.md" }, { key }),
        await call(server, "listPoints", { collection_name: "office" }, { key }),
      ];
      return answers.map(({ body }) => ({ ...body, request_id: "" }));
    };
    const first = await serveHere();
    const before = await ask(first);
    expect(before).toMatchObject([
      { code: 0, data: { collection_name: "office", doc_num: 2 } },
      { code: 0, data: { doc_id: "leave.md", point_num: 2, status: { process_status: 0 } } },
      { code: 0, data: { total_num: 4, count: 4 } },
    ]);
    first.child.kill("SIGKILL");
    await first.result;
    expect(await ask(await serveHere())).toEqual(before);
  });

  test("a changed file is answered once it is imported, while the server runs", async () => {
    await run("import", "docs", "--collection", "office");
    const key = await keyFrom("keys", "create");
    const server = await serveHere();
    const request = { collection_name: "office", doc_ids: ["leave.md"] };
    const contents = async () => {
      const { body } = await call(server, "listPoints", request, { key });
      const points = body.data?.point_list as { content: string }[] | undefined;
      return points?.map(({ content }) => content) ?? [];
    };
    expect((await contents()).join()).toContain("Twenty-five days");
    const file = join(folder, "docs/leave.md");
    await writeFile(file, (await readFile(file, "utf8")).replace("Twenty-five", "Thirty"));
    await run("import", "docs", "--collection", "office");
    expect((await contents()).join()).toContain("Thirty days");
  });

  test("the log tells why a request is refused, and no secret", async () => {
    const key = await keyFrom("keys", "create");
    const server = await serveHere("--log-format", "json");
    await call(server, "getCollectionInfo", { name: "office" }, { key: { ...key, secretAccessKey: "wrong-secret" } });
    await call(server, "getCollectionInfo", { name: "office" }, { key });
    server.child.kill("SIGTERM");
    const { errors } = await server.result;
    const lines = errors.split("\n").filter((line) => line.startsWith("{"));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { status: 401, code: 1000001 },
      { status: 400, code: 1000005 },
    ]);
    expect(errors).toContain("signature-mismatch");
    expect(errors).not.toContain(key.secretAccessKey);
    expect(errors).not.toContain("wrong-secret");
  });
});
