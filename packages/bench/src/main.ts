import { processCpuClock } from "./cpu-clock.js";
import { run } from "./run.js";
import { callComparisons } from "./suites/call/comparisons.js";
import { iterateComparisons } from "./suites/iterate/comparisons.js";
import { signComparisons } from "./suites/sign/comparisons.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) does not change what was measured.
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  // What lasts longest first: others leave it a young generation that has grown to its full size, by which it is another
  // measurement than on its own.
  comparisons: [...iterateComparisons, ...signComparisons, ...callComparisons],
  cpuClock: processCpuClock,
  machine: `Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
});
