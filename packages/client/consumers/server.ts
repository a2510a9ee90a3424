import { spawn } from "node:child_process";
import { once } from "node:events";

/** The server that the consumers call. It runs in a project like theirs. */
export interface Server {
  readonly url: string;
  /** Number of correctly signed requests since this was last asked. */
  countVerified(): Promise<number>;
  close(): Promise<void>;
}

/** Starts programs/server.js in a project that has it; it also serves the files in `site`. */
export async function startServer(project: string, site: string): Promise<Server> {
  const child = spawn(process.execPath, ["server.js", site], { cwd: project, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  const url = String(line).trim();
  return {
    url,
    countVerified: async () => Number(await (await fetch(`${url}/verified`)).text()),
    async close() {
      const closed = once(child, "close");
      child.kill();
      await closed;
    },
  };
}
