#!/usr/bin/env node
// Runs a command of this repository with the key of the server that npm start serves: with-demo-key.js <file>
// <arguments…>
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
// Node runs this source as it is: the scripts of the root that come here build nothing of the demo.
import { namedFolder } from "../src/named-folder.ts";

const own = fileURLToPath(new URL("../../../.viking-kb", import.meta.url));
const settings = join(namedFolder(process.env.VIKING_KB_DATA, own), "demo.env");
const [file = "", ...argv] = process.argv.slice(2);
if (existsSync(settings)) {
  process.loadEnvFile(settings);
  const command = resolve(file);
  process.argv = [process.execPath, command, ...argv];
  await import(command);
} else {
  process.stderr.write(`There is no key yet in ${settings}: npm start makes one, and serves what it may read.\n`);
  process.exitCode = 1;
}
