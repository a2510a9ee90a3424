import type { IncomingMessage } from "node:http";
import { presignUrl } from "@viking-kb/auth";
import { pathOf } from "@viking-kb/endpoint";
import type { Task } from "../../storage/records.js";
import type { Reads } from "../../storage/storage.js";

/** Where results are. An export's task has such an id; other paths, and other ids, lead to no result. */
const resultPath = /^\/downloads\/([0-9a-f]{32})\.zip$/;

/** The task whose result a target names, by its path; undefined for every other target. */
export function resultOf(target: string): string | undefined {
  return resultPath.exec(pathOf(target))?.[1];
}

/** Whether the time is over for which a task and its result are kept. Then both count as deleted. */
export function isOver({ expiryTime }: Pick<Task, "expiryTime">, now: Date): boolean {
  return expiryTime !== null && expiryTime <= now.getTime();
}

/**
 * A link to the result of a task, signed now and good for 15 minutes, for GET and HEAD.
 *
 * @param origin that of the server, as whoever asks reaches it
 */
export async function signLink(
  reads: Reads,
  taskId: string,
  { origin, now }: { readonly origin: string; readonly now: () => Date },
): Promise<string> {
  const credentials = await reads.findLinkKey();
  if (credentials === undefined) throw new Error("There is a result and no key for links to it.");
  return await presignUrl(`${origin}/downloads/${taskId}.zip`, { credentials, now, expiresInSeconds: 900 });
}

/**
 * The origin under which a verified request came: that of its Host, where the signature covers it. Where it does not,
 * anybody on the way could have put another Host there and would be sent the link; then it is the address that the
 * connection has come to.
 */
export function originOf(
  { headers: { host }, socket }: Pick<IncomingMessage, "headers" | "socket">,
  signedHeaders: readonly string[],
): string {
  const reached = signedHeaders.includes("host") && host && URL.canParse(`http://${host}`) ? host : undefined;
  return new URL(`http://${reached ?? addressOf(socket)}`).origin;
}

function addressOf({ localAddress = "127.0.0.1", localPort = 80 }: IncomingMessage["socket"]): string {
  // IPv4 over an IPv6 socket; a zone is of no use to another machine.
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/, "").replace(/%.*/, "");
  return `${address.includes(":") ? `[${address}]` : address}:${localPort}`;
}
