import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { root } from "../testing/read-snippets.ts";

/** Longest time that a command may take: only one that hangs does, however busy the machine is. */
const timeoutMs = 600_000;

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that goes on running. */
export interface Running {
  /** What the pattern found in its output. */
  readonly found: string;
  stop(): Promise<void>;
}

/** A folder of somebody who has never seen this repository. */
export interface Project {
  readonly folder: string;
  /** Runs a line of bash to its end, and what it left running too. */
  run(line: string, environment?: Environment): Promise<Ended>;
  /** Starts a line of bash, and waits until its output has the pattern's first group. */
  start(line: string, pattern: RegExp): Promise<Running>;
}
/** Variables of a process. */
export type Environment = Readonly<Record<string, string>>;

/** A folder in which commands have this environment, and nothing of ours. */
export function projectIn(folder: string, environment: Environment): Project {
  const begin = (line: string, more: Environment = {}) => {
    const env = { ...environment, ...more };
    // A process group of its own, so that nothing of it is left running.
    const child = spawn("bash", ["-c", line], { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const told = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      told.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      told.stderr += text;
    });
    const end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // Nothing of it is left.
      }
    };
    return { child, told, end };
  };
  return {
    folder,
    async run(line, more) {
      const { child, told, end } = begin(line, more);
      const timer = setTimeout(end, timeoutMs);
      const [code] = await once(child, "exit");
      clearTimeout(timer);
      end();
      if (!child.stdout.closed || !child.stderr.closed) await once(child, "close");
      return { code, ...told };
    },
    async start(line, pattern) {
      const { child, told, end } = begin(line);
      const timer = setTimeout(end, timeoutMs);
      for await (const _ of child.stdout.iterator({ destroyOnReturn: false })) if (pattern.test(told.stdout)) break;
      clearTimeout(timer);
      const [, found] = pattern.exec(told.stdout) ?? [];
      if (found === undefined) throw new Error(`${line} did not start: ${told.stdout}${told.stderr}`);
      child.stdout.resume();
      return {
        found,
        async stop() {
          const closed = child.exitCode === null && once(child, "exit");
          end();
          await closed;
        },
      };
    },
  };
}

/** Runs a line that must succeed, and gives what it wrote to standard output. */
export async function succeeding(project: Project, line: string, environment?: Environment): Promise<string> {
  const { code, stdout, stderr } = await project.run(line, environment);
  if (code !== 0) throw new Error(`${line} ended with ${code}: ${`${stdout}${stderr}`.trim().slice(-3000)}`);
  return stdout;
}

/** How many packages npm has put into a project. */
export async function countPackages(project: Project): Promise<number> {
  const listed = await succeeding(project, "npm ls --all --parseable");
  return new Set(listed.trim().split("\n")).size - 1;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return String(address.port);
}

/** Puts a file or folder of the repository, given by its path there, into a project. */
export async function give(project: Project, path: string, name = ""): Promise<void> {
  await cp(join(root, path), join(project.folder, name), { recursive: true });
}
