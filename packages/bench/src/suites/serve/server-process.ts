import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CpuClock, runningProcessCpu, wholeProcessCpu } from "../../cpu-clock.js";

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

/**
 * How often the processes of a program are looked at, in milliseconds: so much of the CPU time of each may be missed.
 */
const lookMilliseconds = 5;

/**
 * Runs a program to its end, and resolves to the CPU time of it and of the processes that it starts, in microseconds.
 * Nobody waits for one that is killed, as an import's reader is, so the system adds it to nobody's: each is looked at
 * again and again while it runs. Rejects when the program fails.
 */
export async function runProgram(command: Command): Promise<number> {
  const child = spawn(process.execPath, command, { env: environment, stdio: ["ignore", "ignore", "inherit"] });
  const { pid = Number.NaN } = child;
  const seen = new Map<number, number>();
  const look = () => {
    for (const one of [pid, ...childrenOf(pid)]) {
      const microseconds = ifRunning(() => wholeProcessCpu(one));
      if (microseconds !== undefined) seen.set(one, microseconds);
    }
  };
  const timer = setInterval(look, lookMilliseconds);
  const [code] = await once(child, "exit");
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}; why stands above.`);
  return [...seen.values()].reduce((sum, microseconds) => sum + microseconds, 0);
}

/** The processes that any of its threads has started. */
function childrenOf(pid: number): number[] {
  const threads = ifRunning(() => readdirSync(`/proc/${pid}/task`)) ?? [];
  return threads.flatMap((thread) => {
    const text = ifRunning(() => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8")) ?? "";
    return text.match(/\d+/g)?.map(Number) ?? [];
  });
}

/** What is read of a process; undefined where it has just ended. */
function ifRunning<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
