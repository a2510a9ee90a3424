import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CpuClock, runningProcessCpu } from "../../cpu-clock.js";

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  readonly cpuClock: CpuClock;
  /** Ends it at once, and resolves when it has ended. */
  close(): Promise<void>;
}

/** A program and its arguments. */
export type Command = readonly [file: string, ...args: string[]];

/** A program of this folder. */
export function ownProgram(name: string, ...args: string[]): Command {
  return [fileURLToPath(new URL(`programs/${name}.js`, import.meta.url)), ...args];
}

const { resolve } = createRequire(import.meta.url);
const manifests = {
  server: resolve("@viking-kb/server/package.json"),
  mock: resolve("@viking-kb/mock/package.json"),
};

/** The program of a package of this project, as it is built. */
export function programOf(name: keyof typeof manifests, ...args: string[]): Command {
  return [join(dirname(manifests[name]), `bin/viking-kb-${name}.js`), ...args];
}

/** A server of this environment's keys or addresses would be another one. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("VIKING_KB_") && name !== "PORT"),
);

/** Starts a server, and resolves when it has said where it listens. */
export async function startServerProcess(command: Command): Promise<ServerProcess> {
  const child = spawn(process.execPath, command, { env: environment, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  // It ends with this process, whatever that ends by.
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const close = async () => {
    process.off("exit", kill);
    kill();
    await ended;
  };
  let said = "";
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      said += chunk;
      const [, found] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    ended.then(() => reject(new Error(`${command.join(" ")} ended before it served; why stands above.`)));
  });
  const { pid = Number.NaN } = child;
  return { port, pid, cpuClock: () => runningProcessCpu(pid), close };
}

/** Runs a program to its end. Rejects when it fails. */
export async function runProgram(command: Command): Promise<void> {
  const child = spawn(process.execPath, command, { env: environment, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}; why stands above.`);
}
