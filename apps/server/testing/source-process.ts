import { type ChildProcess, fork } from "node:child_process";
import { on, once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A process that says it is ready, then answers one message after the other. */
export interface SourceProcess<Message, Answer> {
  readonly child: ChildProcess;
  /** Sends a message and resolves to the answer. */
  ask(message: Message): Promise<Answer>;
}

/** Starts a TypeScript file of `testing/` as a process, which is killed when the test has finished. */
export async function startSourceProcess<Message extends object, Answer>(
  file: string,
): Promise<SourceProcess<Message, Answer>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv: [] });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  const messages = on(child, "message", { close: ["exit"] });
  const answer = async () => {
    const { done, value } = await messages.next();
    if (done) throw new Error(`${file} ended without an answer.`);
    return value[0];
  };
  await answer();
  return {
    child,
    ask(message) {
      child.send(message);
      return answer();
    },
  };
}
