import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** A signed-looking call, as a client would send it. */
export function post(
  url: string,
  body: object | string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: "HMAC-SHA256 not-verified", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
}

/** The envelope of an answer, with what tests look at in `data`. */
export interface Envelope {
  code: number;
  message: string;
  request_id: string;
  data?: { percentage?: number };
}

/** Reads an answer's envelope. */
export async function envelopeOf(answer: Response): Promise<Envelope> {
  return (await answer.json()) as Envelope;
}

/** Sends bytes as they are and reads what comes back until the server closes. */
export async function sendRaw(port: number, message: string): Promise<{ status: number; body: string }> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.write(message);
  const answer = await text(socket);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), body };
}
