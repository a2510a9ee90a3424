#!/usr/bin/env node
// Runs a command of this repository with the key of the server that npm start serves: with-demo-key.js <file> <arguments…>
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const settings = fileURLToPath(new URL("../../../.viking-kb/demo.env", import.meta.url));
const [file = "", ...argv] = process.argv.slice(2);
if (existsSync(settings)) {
  process.loadEnvFile(settings);
  const command = resolve(file);
  process.argv = [process.execPath, command, ...argv];
  await import(command);
} else {
  process.stderr.write("There is no key yet: npm start makes one, and serves what it may read.\n");
  process.exitCode = 1;
}
