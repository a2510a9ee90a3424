import { signRequest } from "@viking-kb/auth";
import { type OperationId, operations } from "@viking-kb/spec";
import type { AccessKey } from "../../server/request.js";

/** The body of a request by its number, so that what it asks for changes from one to the next. */
export type BodyOf = (number: number) => object;

/** Over how many seconds the dates of the signatures are spread: a third of what a verifier allows. */
const spreadSeconds = 300;
/**
 * How far the latest of them lies ahead of the clock, in seconds: just within what a verifier allows, so that a long
 * comparison on a busy machine ends before the first of them is too old.
 */
const aheadSeconds = 840;

/**
 * Signs requests to an operation ahead, so that none is sent twice in a round and none is signed while a server is
 * measured. Each has a body of its own, and keys and dates change from one to the next.
 */
export async function signAhead(
  operationId: OperationId,
  bodyOf: BodyOf,
  { port, keys, requests }: { port: number; keys: readonly AccessKey[]; requests: number },
): Promise<Buffer[]> {
  const { path } = operations[operationId];
  const url = `http://127.0.0.1:${port}${path}`;
  const started = Date.now();
  const signed: Buffer[] = [];
  for (let number = 0; number < requests; number++) {
    // Fields that no server knows are ignored; this one makes each body another.
    const body = JSON.stringify({ ...bodyOf(number), request_number: number });
    const headers = { "Content-Type": "application/json" };
    const credentials = keys[number % keys.length] as AccessKey;
    const now = () => new Date(started + (aheadSeconds - (number % spreadSeconds)) * 1000);
    const signature = await signRequest({ method: "POST", url, headers, body }, { credentials, now });
    const lines = Object.entries({ Host: `127.0.0.1:${port}`, ...headers, ...signature });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    signed.push(
      Buffer.from(`POST ${path} HTTP/1.1\r\n${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
    );
  }
  return signed;
}
