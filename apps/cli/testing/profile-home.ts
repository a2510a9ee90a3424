import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../src/run.js";
import { recordTerminal, type Script } from "./recorded-terminal.js";
import { temporaryFolder } from "./temporary-folder.js";

/** The key that {@link ProfileHome.add} adds. */
export const key = { accessKeyId: "AKLTabcdefgh", secretAccessKey: "sesame" };

export type ProfileHome = ReturnType<typeof openProfileHome>;

/** A home folder for one test, and `viking-kb profile` in it. */
export function openProfileHome() {
  const homeFolder = temporaryFolder();
  const path = join(homeFolder, ".config", "viking-kb", "profiles.json");

  async function profile(argv: readonly string[], script: Script = {}) {
    const terminal = recordTerminal({ homeFolder, ...script });
    const exitCode = await run(["profile", ...argv], terminal);
    return { exitCode, output: terminal.output, errors: terminal.errors, questions: terminal.questions };
  }

  return {
    homeFolder,
    path,
    profile,
    add: (name: string, ...flags: string[]) =>
      profile(["add", name, ...flags], { input: `${key.accessKeyId}\n${key.secretAccessKey}\n` }),
    text: () => readFileSync(path, "utf8"),
    saved: () => JSON.parse(readFileSync(path, "utf8")),
    write: (text: string, mode = 0o600) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      chmodSync(path, mode);
    },
  };
}
