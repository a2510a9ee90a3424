import { globalAgent as httpAgent } from "node:http";
import { globalAgent as httpsAgent } from "node:https";

/** Ends what Dredd waits for: its own time runs anew with each byte, and of some answers it is never told. */
interface DreddDeadline {
  /** What is told of an answer that was ended. */
  readonly message: string;
  /** Gives the request that is sent next its time. */
  start(): void;
  /** Takes the time back; returns whether it was over. */
  clear(): boolean;
  /** Takes what is called where Dredd does not even notice that its connection has ended. */
  onStuck(reject: (error: Error) => void): void;
}

/** How long Dredd has to notice. */
const noticeMilliseconds = 1000;

/** A deadline for the answers of one run, one after the other. */
export function createDeadline({
  endpoint,
  timeoutMilliseconds,
}: {
  readonly endpoint: string;
  readonly timeoutMilliseconds: number;
}): DreddDeadline {
  const message = `nothing more within ${timeoutMilliseconds} ms`;
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  let stuck: (error: Error) => void = () => {};
  return {
    message: `no answer: ${message}`,
    start() {
      timer = setTimeout(() => {
        over = true;
        endConnections(new URL(endpoint), new Error(message));
        timer = setTimeout(
          () => stuck(new Error(`the server's answer has no end, or is no HTTP/1.1: ${message}`)),
          noticeMilliseconds,
        );
      }, timeoutMilliseconds);
    },
    clear() {
      clearTimeout(timer);
      const was = over;
      over = false;
      return was;
    },
    onStuck(reject) {
      stuck = reject;
    },
  };
}

/** Dredd hands out neither its request nor its connection; it opens them through Node's own agents. */
function endConnections({ protocol, hostname, port }: URL, error: Error): void {
  const [agent, usual] = protocol === "https:" ? [httpsAgent, "443"] : [httpAgent, "80"];
  const prefix = `${hostname.replace(/^\[(.*)\]$/, "$1")}:${port || usual}:`;
  for (const [name, sockets = []] of Object.entries(agent.sockets)) {
    if (name.startsWith(prefix)) for (const socket of [...sockets]) socket.destroy(error);
  }
}
