#!/usr/bin/env node
// Builds what a root script is about to run. It prints nothing when all is well, so that the output is the script's
// own. It is plain JavaScript, since it runs before anything is built.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const runner = fileURLToPath(new URL("turbo.js", import.meta.url));
const filters = process.argv.slice(2).map((name) => `--filter=${name}`);
const turbo = spawn(process.execPath, [runner, "run", "build", "--output-logs=errors-only", ...filters], {
  stdio: ["ignore", "pipe", "pipe"],
});

let output = "";
for (const stream of [turbo.stdout, turbo.stderr]) {
  stream.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
}
// Only a first build takes long enough to be worth a line.
const notice = setTimeout(() => process.stderr.write("Building …\n"), 1000);
turbo.once("close", (status) => {
  clearTimeout(notice);
  if (status === 0) return;
  process.stderr.write(
    /ENOSPC|No space left/i.test(output)
      ? "No space left on the disk: free some, then run this again. Nothing was lost.\n"
      : output,
  );
  process.exitCode = 1;
});
