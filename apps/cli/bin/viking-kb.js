#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that one which is too old hears why.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 20 || (major === 20 && minor >= 19)) {
  await import("../dist/main.js");
} else {
  process.stderr.write(`viking-kb needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 1;
}
