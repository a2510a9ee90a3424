import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { onTestFinished } from "vitest";
import { type CommandResult, runCommand, type Serving, serve } from "./run-command.js";
import { temporaryFolder } from "./temporary-database.js";

/** A folder in which one test runs commands. */
export interface CommandFolder {
  /** Holds `docs/leave.md` and `docs/prices.csv`, of 2 points each. */
  readonly folder: string;
  /** Runs a command in the folder, to its end. */
  run(...argv: string[]): Promise<CommandResult>;
  /** Starts `serve` in the folder; it is ended with the test. */
  serveHere(...argv: string[]): Promise<Serving>;
  /** The variables that `keys create` or `load` prints. */
  keyFrom(...argv: string[]): Promise<{ accessKeyId: string; secretAccessKey: string }>;
}

/** A new folder to run commands in; it, and what serves there, is gone when the test has finished. */
export async function commandFolder(): Promise<CommandFolder> {
  const folder = await temporaryFolder();
  const serving: Serving[] = [];
  onTestFinished(async () => {
    for (const { child, result } of serving) {
      child.kill("SIGKILL");
      await result;
    }
  });
  await mkdir(join(folder, "docs"));
  await writeFile(join(folder, "docs/leave.md"), "# Leave\n\nTwenty-five days a year.\n\n## 病假\n\n当天上午告知。\n");
  await writeFile(join(folder, "docs/prices.csv"), "item,price\ndesk,420\nchair,180\n");

  const run = (...argv: string[]) => runCommand(argv, { folder });
  return {
    folder,
    run,
    async serveHere(...argv) {
      const started = await serve(argv, { folder });
      serving.push(started);
      return started;
    },
    async keyFrom(...argv) {
      const { VIKING_KB_ACCESS_KEY_ID = "", VIKING_KB_SECRET_ACCESS_KEY = "" } = parseEnv((await run(...argv)).output);
      return { accessKeyId: VIKING_KB_ACCESS_KEY_ID, secretAccessKey: VIKING_KB_SECRET_ACCESS_KEY };
    },
  };
}
