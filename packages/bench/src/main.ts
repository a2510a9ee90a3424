import { ignoreClosedOutput, processTerminal } from "@viking-kb/command-line";
import { processCpuClock } from "./cpu-clock.js";
import { run } from "./run.js";
import { callComparisons } from "./suites/call/comparisons.js";
import { iterateComparisons } from "./suites/iterate/comparisons.js";
import { serveComparisons } from "./suites/serve/comparisons.js";
import { signComparisons } from "./suites/sign/comparisons.js";

ignoreClosedOutput();
// Servers that were started end when this process says that it exits, which a signal alone does not make it do.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)
  process.once(signal, () => process.exit(code));
process.exitCode = await run(process.argv.slice(2), {
  // The longest comparison comes first: after others, it would start with a young generation of full size, and give
  // other figures than on its own.
  comparisons: [...iterateComparisons, ...signComparisons, ...callComparisons, ...serveComparisons],
  cpuClock: processCpuClock,
  machine: `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  terminal: processTerminal(process),
});
