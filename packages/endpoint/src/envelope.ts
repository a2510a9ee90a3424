import { randomBytes } from "node:crypto";
import type { Refusal } from "./refusal.js";

const randomDigits = 51;
/**
 * Digits of the next ids, many at once: to ask the system for each id takes longer than anything else of an envelope.
 */
let digits = "";

/**
 * Makes an opaque `request_id`: 53 hexadecimal characters that begin with `02`, as in the samples of the documentation.
 */
export function newRequestId(): string {
  if (digits === "") digits = randomBytes(64 * randomDigits).toString("hex");
  const id = `02${digits.slice(0, randomDigits)}`;
  digits = digits.slice(randomDigits);
  return id;
}

/**
 * The body of a success, with its members in the order of the documentation's samples. It stays a text where each
 * character is one byte: Node then writes it in one piece with the head. Of other texts Node would count the characters
 * that nobody has read yet, in place of the bytes.
 *
 * @param data JSON text, used as it is
 */
export function successEnvelope(data: string, requestId: string): string | Buffer {
  const text = `{"code":0,"data":${data},"message":"success","request_id":${JSON.stringify(requestId)}}`;
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text);
}

/** The body of an error: it has no `data`. */
export function errorEnvelope({ code, message }: Pick<Refusal, "code" | "message">, requestId: string): Buffer {
  return Buffer.from(JSON.stringify({ code, message, request_id: requestId }));
}

/**
 * The headers of every answer. JSON is UTF-8 without saying so; it is said for the vendor's Java SDK, which reads
 * Chinese as Latin-1 where it is not. The vendor asks for `X-Tt-Logid` when somebody needs help.
 */
export function envelopeHeaders(body: string | Uint8Array, requestId: string): Record<string, string> {
  return {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": String(body.length),
    "X-Tt-Logid": requestId,
  };
}
