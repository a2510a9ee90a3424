import { ignoreClosedOutput, processTerminal } from "@viking-kb/command-line";
import { processCpuClock } from "./rounds.js";
import { run } from "./run.js";
import { callComparisons } from "./suites/call/comparisons.js";
import { iterateComparisons } from "./suites/iterate/comparisons.js";
import { signComparisons } from "./suites/sign/comparisons.js";

ignoreClosedOutput();
process.exitCode = await run(process.argv.slice(2), {
  // The longest comparison comes first: after others, it would start with a young generation of full size, and give
  // other figures than on its own.
  comparisons: [...iterateComparisons, ...signComparisons, ...callComparisons],
  cpuClock: processCpuClock,
  machine: `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  terminal: processTerminal(process),
});
