#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that one which is too old hears why.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 16)) {
  if (process.argv[2] === "serve") {
    // What a request leaves behind is of no use once it is answered, but V8 lets it pile up: after 30,000 pages of a
    // million points the process holds more than 200 MB, with the first flag 128, with both 114.
    const { setFlagsFromString } = await import("node:v8");
    setFlagsFromString("--semi-space-growth-factor=1");
    setFlagsFromString("--heap-growing-percent=10");
  }
  await import("../dist/main.js");
} else {
  process.stderr.write(
    `viking-kb-server needs Node 22.16 or newer for its database; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
}
