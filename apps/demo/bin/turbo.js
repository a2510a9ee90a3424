#!/usr/bin/env node
// Runs turbo for a root script, with telemetry turned off: turbo and Redocly would report their use, and turbo would
// note that in the home folder. Outside this folder the two commands now write only caches.
import { spawn } from "node:child_process";

const turbo = spawn("turbo", process.argv.slice(2), {
  stdio: "inherit",
  // turbo.json hands the reporter to the watchers alone: of each that Ctrl-C ends, pnpm would say that it failed.
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", REDOCLY_TELEMETRY: "off", npm_config_reporter: "silent" },
  // Windows finds turbo only through its shell.
  shell: process.platform === "win32",
});
// Ctrl-C reaches turbo directly; this process waits for it to end.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
turbo.once("error", (error) => {
  process.stderr.write(`turbo could not be started: ${error.message}\n`);
  process.exitCode = 1;
});
turbo.once("close", (status) => {
  process.exitCode = status ?? 130;
});
