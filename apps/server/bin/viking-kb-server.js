#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that one which is too old hears why.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 16)) {
  await import("../dist/main.js");
} else {
  process.stderr.write(
    `viking-kb-server needs Node 22.16 or newer for its database; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
}
