import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, BlockList } from "node:net";

/** Where a server can be reached. */
export interface Address {
  readonly url: string;
  readonly port: number;
  /** A sentence to tell where other machines can connect; undefined where only this one can. */
  readonly warning: string | undefined;
}

/** The addresses of this machine that no other reaches (RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3). */
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

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
  // The address that it listens at says who can connect: a name like 127.0.0.1.example may be anybody's.
  const { address, port: listening, family } = server.address() as AddressInfo;
  const isLocal = loopback.check(address, family === "IPv6" ? "ipv6" : "ipv4");
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${listening}`,
    port: listening,
    warning: isLocal
      ? undefined
      : `Other machines can reach ${host}, over HTTP without encryption: for trusted networks alone.`,
  };
}
