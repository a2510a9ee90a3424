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
