import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  type AnsweringServer,
  failure,
  startAnsweringServer,
  success,
} from "../testing/answering-server.js";
import { recordTerminal, type Script } from "../testing/recorded-terminal.js";
import { temporaryFolder } from "../testing/temporary-folder.js";
import { run } from "./run.js";

let server: AnsweringServer;
beforeAll(async () => {
  server = await startAnsweringServer();
});
afterAll(() => server.close());

/** Stands in every secret of this file, and must never be written. */
const canary = "c4n4ry";
const secrets = { secretAccessKey: `${canary}-secret`, sessionToken: `${canary}-token` };

const answers: Answer[] = [
  success({ total_num: 0 }),
  success({ status: "success", attachment_link: `https://tos.example/a.zip?X-Tos-Signature=${canary}` }),
  success({ url: `https://${canary}@tos.example/a#${canary}`, note: { link: `see https://tos.example/?${canary}` } }),
  success({ total_num: 1, point_list: [{ content: `![](https://tos.example/a.png?sig=${canary})` }] }),
  failure(401, 1000001, "unauthorized"),
  failure(400, 1000003, `invalid request:https://tos.example/a?sig=${canary} is not readable`),
  failure(500, 1000028, "internal error"),
  { status: 502, body: `<html>${secrets.secretAccessKey} ${secrets.sessionToken}</html>` },
];

const calls = [
  ["collection", "info", "faq"],
  ["doc", "info", "faq", "d"],
  ["points", "list", "faq"],
  ["task", "info", "t"],
  ["--json", "task", "info", "t"],
  ["task", "info", "t", "--region", "no/region"],
  ["task", "info", "t", "--endpoint", "nowhere"],
  ["task", "info", "t", "--endpoint", "http://127.0.0.1:1"],
];
const others = [
  ["sign", "points", "list", "faq", "--explain"],
  ["sign", "task", "info", "t", "--explain", "--json"],
  ["sign", "--received", fileURLToPath(import.meta.url)],
  ["profile", "list"],
  ["profile", "list", "--json"],
  ["profile", "use", "work"],
  ["profile", "use", "none"],
  ["profile", "add", "work"],
  ["profile", "add", "other"],
  ["profile", "add", "third", `${canary}-argument`],
  ["profile", "add", "third", "--secret", canary],
  ["profile", "add", "third", `--secret-access-key=${canary}`],
  ["profile", "add", "third", `--unknown=${canary}`],
  ["profile", "add", "third", "--json", `-x${canary}`],
  ["profile", "remove", "other"],
];

const profilesText = JSON.stringify({
  default: "work",
  profiles: { work: { accessKeyId: "AKLTEXAMPLE", ...secrets } },
});
const environment = {
  VIKING_KB_ACCESS_KEY_ID: "AKLTEXAMPLE",
  VIKING_KB_SECRET_ACCESS_KEY: secrets.secretAccessKey,
  VIKING_KB_SESSION_TOKEN: secrets.sessionToken,
};
const sources: Record<string, [profiles: string, script: Script]> = {
  "a profile": [profilesText, { answers: ["AKLTEXAMPLE", canary, "AKLTEXAMPLE", canary] }],
  "the environment": [profilesText, { environment }],
  "the environment, its secret holding a blank": [
    profilesText,
    { environment: { ...environment, VIKING_KB_SECRET_ACCESS_KEY: `${canary} ${canary}` } },
  ],
  "the environment, its id being the secret": [
    profilesText,
    { environment: { ...environment, VIKING_KB_ACCESS_KEY_ID: `${canary} ${canary}` } },
  ],
  "a broken file": [profilesText.replace('"AKLTEXAMPLE"', canary), { input: `AKLTEXAMPLE\n${canary}\n` }],
  "a file of another shape": [profilesText.replace('"AKLTEXAMPLE"', "1"), { input: `${canary}\n` }],
};

describe.each(Object.entries(sources))("no secret is written when the key comes from %s:", (_, [profiles, script]) => {
  async function written(argv: readonly string[]): Promise<string> {
    const homeFolder = temporaryFolder();
    const path = join(homeFolder, ".config", "viking-kb", "profiles.json");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, profiles, { mode: 0o600 });
    const terminal = recordTerminal({ homeFolder, ...script });
    await run(argv, terminal);
    const text = terminal.output + terminal.errors;
    expect(text).not.toBe("");
    return text;
  }

  test.each(calls)("%s %s", async (...argv) => {
    for (const answer of answers) {
      server.answer = answer;
      // What --json prints is the answer itself.
      if (argv.includes("--json") && answer.status === undefined) continue;
      expect(await written(["--endpoint", server.url, ...argv])).not.toContain(canary);
    }
  });
  test.each(others)("%s %s", async (...argv) => {
    expect(await written(argv)).not.toContain(canary);
  });
});
