import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Where a server can be reached. */
export interface Address {
  readonly url: string;
  readonly port: number;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is taken; stop what uses it, or choose another port (0 takes any that is free)",
  EACCES: "this user may not listen there; choose a port above 1023",
  EADDRNOTAVAIL: "this machine has no such address; choose 127.0.0.1",
  ENOTFOUND: "there is no such host; choose 127.0.0.1",
};

/**
 * Makes a server listen.
 *
 * @throws Error that says what to do, when it cannot listen there.
 */
export async function listen(server: Server, port: number, host: string): Promise<Address> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new Error(`Cannot listen on ${host}:${port}: ${reasons[code] ?? message}`, { cause: error });
  }
  const listening = (server.address() as AddressInfo).port;
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${listening}`, port: listening };
}
