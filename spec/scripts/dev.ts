import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { watch } from "chokidar";
import { specFolder } from "./paths.ts";

// Watches the contract. Each edit is linted, bundled and, where Java is installed, generated from. When a step fails,
// it prints why, with the line, and the later steps are skipped. So the files from before, and a mock that serves them,
// stay.

const hasJava = spawnSync("java", ["-version"]).status === 0;
const steps = ["lint.ts", "bundle.ts", ...(hasJava ? ["generate.ts"] : [])];
/** Editors write a file in several steps; writes within this time count as one edit. */
const settleMilliseconds = 150;

const waiting = new Set<string>();
let running = false;
let timer: NodeJS.Timeout | undefined;

async function work(): Promise<void> {
  if (running) return;
  running = true;
  while (waiting.size > 0) {
    process.stdout.write(`\nChanged: ${[...waiting].join(", ")}\n`);
    waiting.clear();
    for (const step of steps) {
      if (await succeeds(step)) continue;
      process.stdout.write(
        `Stopped at ${step}: what it would have written stays as it was. Mend the above and save again.\n`,
      );
      break;
    }
  }
  running = false;
}

function succeeds(step: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(specFolder, "scripts", step)], { stdio: "inherit" });
    child.once("exit", (status) => resolve(status === 0));
  });
}

watch(["openapi.yaml", "error-codes.yaml", "examples", "fixtures.yaml"], { cwd: specFolder, ignoreInitial: true }).on(
  "all",
  (_event, file) => {
    if (!/\.(yaml|json)$/.test(file)) return;
    waiting.add(file);
    clearTimeout(timer);
    timer = setTimeout(work, settleMilliseconds);
  },
);
process.stdout.write(
  `Watching openapi.yaml, error-codes.yaml, fixtures.yaml and examples/${hasJava ? "" : " (no Java here: `pnpm generate` must be run where it is)"}\n`,
);
