import { spawn } from "node:child_process";
import { once } from "node:events";
import { symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Consumer } from "./consumer.ts";
import { run } from "./run-command.ts";

const env = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };

/**
 * An application of Next.js, built and served, with a route on Node and one on the edge runtime. Each makes the calls.
 */
export const nextConsumer: Consumer = {
  name: "Next.js: a route on Node, a route on edge",
  tools: ["next", "react", "reactDom"],
  programs: ["next", "try-calls.js"],
  rounds: 2,
  nightly: true,
  async run({ project, url, tools }) {
    for (const [name, tool] of Object.entries({ next: "next", react: "react", "react-dom": "reactDom" } as const))
      await symlink(tools[tool].folder, join(project, "node_modules", name), "junction");
    const next = tools.next.command("next");
    await run(process.execPath, [next, "build", "next"], { cwd: project, env, timeoutMs: 300_000 });

    const port = String(await freePort());
    const settings = { cwd: project, env: { ...process.env, ...env }, stdio: "pipe" } as const;
    const served = spawn(process.execPath, [next, "start", "next", "-H", "127.0.0.1", "-p", port], settings);
    const closed = once(served, "close");
    try {
      let written = "";
      const ready = new Promise<void>((resolve) => {
        for (const stream of [served.stdout, served.stderr])
          stream.on("data", (chunk) => {
            written += chunk;
            if (written.includes("Ready")) resolve();
          });
      });
      await Promise.race([ready, closed.then(() => Promise.reject(new Error(written)))]);
      for (const route of ["node", "edge"]) {
        const response = await fetch(`http://127.0.0.1:${port}/${route}?endpoint=${encodeURIComponent(url)}`);
        const text = await response.text();
        if (text !== "ok") throw new Error(`The route on ${route} answers ${response.status}: ${text} ${written}`);
      }
    } finally {
      served.kill();
      await closed;
    }
  },
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
