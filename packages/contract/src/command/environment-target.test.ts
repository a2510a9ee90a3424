import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { owner, restricted, startModelServer, temporary } from "@viking-kb/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverCaseCount } from "../../testing/documented-cases.js";
import { bothKeys, ownersKey, restrictedKey } from "../../testing/keys.js";
import { runCommand, startCommand } from "../../testing/run-command.js";
import { verifyContract } from "../verify-contract.js";

let folder: string;
let server: Awaited<ReturnType<typeof startModelServer>>;
let files: Record<"all" | "one", string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "viking-kb-cloud-"));
  server = await startModelServer();
  files = { all: join(folder, "all.yaml"), one: join(folder, "one.yaml") };
  await writeFile(files.all, (await runCommand(["names"])).stdout);
  await writeFile(files.one, "collection: { handbook: handbook }\ndocument: { handbook: handbook }\n");
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** The server answers documented requests alone, so no others are sent to it. */
const options = ["--cloud", "--rate", "1000", "--layers", "dredd"];
const run = (environment: Record<string, string>, args: readonly string[] = []) =>
  runCommand([...options, ...args], { VIKING_KB_ENDPOINT: server.url, ...environment });

describe("without what a run on the cloud needs", () => {
  const nothing =
    "not run: no key in the environment: set VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY, and VIKING_KB_CONTRACT_NAMES.\n";
  const rows: [what: string, environment: Record<string, string>, outcome: { code: number; says: RegExp | string }][] =
    [
      ["says that it is not run: nothing is set", {}, { code: 0, says: nothing }],
      ["says that it is not run: no key", { VIKING_KB_CONTRACT_NAMES: "names.yaml" }, { code: 0, says: nothing }],
      ["says that it is not run: a blank key", { VIKING_KB_ACCESS_KEY_ID: " " }, { code: 0, says: nothing }],
      [
        "ends with 2: a token alone",
        { VIKING_KB_SESSION_TOKEN: "STS" },
        { code: 2, says: /^error: The credentials in the environment are incomplete/ },
      ],
      [
        "ends with 2: half a key",
        { VIKING_KB_ACCESS_KEY_ID: "AKLT" },
        {
          code: 2,
          says: /^error: The credentials in the environment are incomplete \(not set: VIKING_KB_SECRET_ACCESS_KEY\)/,
        },
      ],
      [
        "ends with 2: no names",
        ownersKey,
        { code: 2, says: /^error: Nothing says which resources the cloud holds: .* VIKING_KB_CONTRACT_NAMES\.\n$/ },
      ],
      [
        "ends with 2: a file of names that is not there",
        { ...ownersKey, VIKING_KB_CONTRACT_NAMES: "/nowhere.yaml" },
        {
          code: 2,
          says: 'error: Cannot read the names in /nowhere.yaml: ENOENT. Give a file as the command "names" writes it.\n',
        },
      ],
    ];
  it.each(rows)("%s", async (_what, environment, { code, says }) => {
    const outcome = await run(environment);
    const text = code === 0 ? outcome.stdout : outcome.stderr;
    expect(outcome.code).toBe(code);
    if (typeof says === "string") expect(text).toBe(says);
    else expect(text).toMatch(says);
  });
});

it("is told of in the files of reports too when it is not run", async () => {
  const [junit, json] = [join(folder, "not-run.xml"), join(folder, "not-run.json")];
  expect((await run({}, ["--junit", junit, "--json", json])).code).toBe(0);
  expect(await readFile(junit, "utf8")).toMatch(
    /skipped="1".*<skipped message="not run: no key in the environment: .*<system-out><!\[CDATA\[not run: /s,
  );
  expect(JSON.parse(await readFile(json, "utf8"))).toEqual({
    format: 1,
    target: "cloud",
    notRun: expect.stringMatching(/^no key in the environment: /),
  });
});

it("is no mock", async () => {
  const { code, stderr } = await run(ownersKey, ["--mock"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      "error: option '--cloud' cannot be used with option '--mock'\nhint: `viking-kb-contract --help` shows what it takes.\n",
  });
});

describe("a run on the cloud, played by a server on loopback", () => {
  it("takes key, address and names from the environment", async () => {
    const { code, stdout, stderr } = await run({ ...bothKeys, VIKING_KB_CONTRACT_NAMES: files.all });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Contract at ${server.url} (cloud)\n`);
    expect(stdout).toContain(` ${serverCaseCount}/${serverCaseCount} cases, 0 failed, `);
  });

  it("does not try what the file does not name", async () => {
    const args = ["--names", files.one, "--layers", "strict"];
    const { code, stdout, stderr } = await run(bothKeys, args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/getDocInfo +200 +0 +with-meta +not tried\n +names resource_id kb-0a1b2c3d4e5f6789, which/);
    expect(stdout).toMatch(/listPoints +200 +0 +text-chunks +passed\n/);
    expect(stdout).toMatch(/getTaskInfo +200 +0 +running +not tried\n/);
  });
});

describe("fields and values that the contract does not name", () => {
  const novel = (answer: string) =>
    answer.replace('"index_type":"hnsw"', '"index_type":"ivf"').replace('"request_id"', '"log_id":"1","request_id"');
  const verify = async (kind: "server" | "cloud", change: (answer: string) => string) => {
    const other = await startModelServer({ read: (request) => request, write: change });
    const target = { kind, credentials: owner, restrictedCredentials: restricted };
    const { kept } = await verifyContract(other.url, {
      target,
      layers: ["dredd", "strict"],
      operations: ["getCollectionInfo", "getTaskInfo"],
    });
    await other.close();
    return kept;
  };

  it("are the cloud's own affair", async () => {
    expect(await verify("cloud", novel)).toBe(true);
  });

  it("are faults of a server of ours", async () => {
    expect(await verify("server", novel)).toBe(false);
  });

  it("excuse nothing else", async () => {
    expect(await verify("cloud", (answer) => novel(answer).replace('"percentage":42', '"percentage":"42"'))).toBe(
      false,
    );
  });
});

describe("a report", () => {
  const { accessKeyId, secretAccessKey } = temporary;
  const canary = temporary.sessionToken ?? "";
  const link = `https://bucket.example/a.zip?X-Tos-Signature=${canary}&own-token=${canary}`;
  const echoed = `check sign error, Signature=${canary}, token ${canary}`;

  it("shows no link's query, no signature and no token: terminal, JUnit, JSON, log", async () => {
    const leaking = await startModelServer({
      read: (request) => request,
      write: (answer) => {
        const body = JSON.parse(answer);
        if (body.code !== 0) body.message = echoed;
        else
          Object.assign(body.data, {
            collection_name: link,
            project: link,
            [link]: link,
            doc_size: link,
            attachment_link: { link },
          });
        return JSON.stringify(body);
      },
    });
    const junit = join(folder, "leaking.xml");
    const environment = {
      ...restrictedKey,
      VIKING_KB_ACCESS_KEY_ID: accessKeyId,
      VIKING_KB_SECRET_ACCESS_KEY: secretAccessKey,
      VIKING_KB_SESSION_TOKEN: canary,
      VIKING_KB_ENDPOINT: leaking.url,
    };
    const json = join(folder, "leaking.json");
    const args = [
      "--layers",
      "dredd,strict",
      "--names",
      files.all,
      "--differences",
      "--junit",
      junit,
      "--json",
      json,
      "--verbose",
    ];
    // Dredd writes its log past the command, to the process.
    const { code, stdout, stderr } = await startCommand([...options, ...args], environment);
    await leaking.close();
    expect(code).toBe(1);
    const written = { stdout, stderr, junit: await readFile(junit, "utf8"), json: await readFile(json, "utf8") };
    for (const [where, text] of Object.entries(written)) {
      expect([where, text.includes(canary), text.includes(secretAccessKey)]).toEqual([where, false, false]);
    }
    expect(stdout).toContain("https://bucket.example/a.zip?(redacted)");
    expect(written.junit).toContain("(redacted)");
    expect(written.json).toContain("https://bucket.example/a.zip?(redacted)");
  });
});
