#!/usr/bin/env node
// The contract has the version of the package that carries it: a release changes that one, and then runs this.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../../../spec/openapi.yaml", import.meta.url));
const { version } = JSON.parse(readFileSync(new URL("../../../spec/package.json", import.meta.url), "utf8"));
const contract = readFileSync(file, "utf8");
writeFileSync(file, contract.replace(/^( {2}version: ).*$/m, `$1${version}`));
