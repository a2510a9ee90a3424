import { once } from "node:events";
import { createServer } from "node:net";

/** The server's port minus the mock's. */
const distance = 10;

/** Where the mock and the server listen. */
export interface Ports {
  readonly mock: number;
  readonly server: number;
}

/**
 * Reads the ports. The mock listens on PORT, or else on 4010, where the sample app's built-in profile looks for it; the
 * server's port is ten above.
 *
 * @throws Error when these are not port numbers.
 */
export function readPorts(text: string | undefined): Ports {
  if (text === undefined || text === "") return { mock: 4010, server: 4010 + distance };
  const port = Number(text);
  const largest = 65_535 - distance;
  if (!/^\d+$/.test(text) || port > largest) {
    throw new Error(`PORT is ${text}: set it to a number from 0 to ${largest}.`);
  }
  return { mock: port, server: port === 0 ? 0 : port + distance };
}

/**
 * Listens on both ports for a moment, so that a port in use is reported before anything is shown.
 *
 * @param command what is about to listen, as it is typed
 * @throws Error that says what to do when one is in use.
 */
export async function requireFreePorts(ports: Partial<Ports> & Pick<Ports, "mock">, command = "npm start") {
  for (const port of [ports.mock, ports.server ?? ports.mock]) {
    const code = await tryToListen(port);
    if (code !== "EADDRINUSE") continue; // Whoever is to listen there says of anything else what to do.
    const advice = `stop that one, or run PORT=${ports.mock + 1} ${command}`;
    throw new Error(`Port ${port} is taken, perhaps by another npm start: ${advice}.`);
  }
}

/** @returns why the port cannot be listened on; undefined when it can. */
async function tryToListen(port: number): Promise<string | undefined> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
  server.close();
  await once(server, "close");
  return undefined;
}
