// Installs the packed packages in empty folders, with an empty HOME, and uses them there as somebody does who has never
// seen this repository.

import { runAction } from "./action.ts";
import { type Ground, prepareGround } from "./ground.ts";
import { runPage } from "./page.ts";
import { nodesInUse, type Use, usesOf } from "./strangers.ts";
import { faultsOfTarball } from "./tarballs.ts";
import { oldestNode, published } from "./workspaces.ts";

const begun = performance.now();
const ground = await prepareGround(nodesInUse);
const stops: (() => Promise<void>)[] = [];
let failed = 0;
try {
  await reportAll(tarballsIn(ground));
  const { apart, after } = usesOf(ground, stops);
  // Side by side, since much of it waits for the registry.
  const chains = [...apart, ...documentsIn(ground).map((use) => [use])];
  await Promise.all(chains.map(reportAll));
  await reportAll(after);
} finally {
  for (const stop of stops) await stop();
  await ground.remove();
}
const seconds = Math.round((performance.now() - begun) / 1000);
process.stdout.write(failed === 0 ? `All of it works, in ${seconds} s.\n` : `${failed} failed, in ${seconds} s.\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function reportAll(uses: readonly Use[]): Promise<void> {
  for (const use of uses) await report(use);
}

async function report({ name, node, run }: Use): Promise<void> {
  const start = performance.now();
  const told = await run.call({ node }).catch((error: Error) => {
    failed += 1;
    return `FAILED: ${error.message}`;
  });
  const took = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${name.padEnd(52)}  ${node.padEnd(8)}  ${took.padStart(5)} s  ${told}\n`);
}

function tarballsIn(where: Ground): Use[] {
  return published.map((name) => ({
    name: `the tarball of ${name}`,
    node: "",
    async run() {
      const faults = await faultsOfTarball(where, name);
      if (faults.length > 0) throw new Error(faults.join("\n  "));
      return "ok";
    },
  }));
}

function documentsIn(where: Ground): Use[] {
  const node = oldestNode("contract");
  return [
    { name: "docs/verify-your-server.md, command by command", node, run: () => runPage(where) },
    { name: "the steps of the action verify-contract", node, run: () => runAction(where) },
  ];
}
