import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../../testing/temporary-database.js";
import { makeDatabaseFile } from "./database-file.js";

test.skipIf(process.platform === "win32")(
  "What is made for a database is nobody else's from its first moment",
  async () => {
    const path = join(await temporaryFolder(), "made", "too", "kb.db");
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    makeDatabaseFile(path);
    const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);
    expect([path, dirname(path), dirname(dirname(path))].map(modeOf)).toEqual(["600", "700", "700"]);
  },
);
