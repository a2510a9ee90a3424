import { type Credentials, signRequest } from "@viking-kb/auth";
import { type OperationId, operations } from "@viking-kb/spec";
import type { LocalServer } from "../src/http/start-server.js";
import { keys } from "./sample-content.js";

/** The envelope of an answer. */
export interface Envelope {
  readonly code: number;
  readonly message: string;
  readonly request_id: string;
  readonly data?: Record<string, unknown>;
}

/** An answer as it arrived. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text, read as JSON. */
  readonly body: Envelope;
}

/** How a signed request differs from the usual one, which the key `reader` signs now. */
export interface CallOptions {
  readonly key?: Credentials;
  readonly now?: () => Date;
}

/** Signs and sends a call, as a client would. A text is sent as it is, anything else as JSON. */
export async function call(
  server: Pick<LocalServer, "url">,
  operationId: OperationId,
  body: unknown,
  { key = keys.reader, ...options }: CallOptions = {},
): Promise<Answer> {
  const url = server.url + operations[operationId].path;
  const payload = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { "Content-Type": "application/json" };
  const signature = await signRequest(
    { method: "POST", url, headers, body: payload },
    { credentials: key, ...options },
  );
  return toAnswer(await fetch(url, { method: "POST", headers: { ...headers, ...signature }, body: payload }));
}

/** Reads an answer to its end. */
export async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}
