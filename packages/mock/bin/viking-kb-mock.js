#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that one which is too old hears why.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 24 || (major === 24 && minor >= 18)) {
  await import("../dist/main.js");
} else {
  process.stderr.write(
    `viking-kb-mock needs Node 24.18 or newer, as Prism in it does; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
}
