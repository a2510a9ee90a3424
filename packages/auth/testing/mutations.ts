import type { ReceivedRequest } from "../src/index.js";

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A text with one byte replaced, left out or added. */
export function mutate(text: string, random: () => number): string {
  const index = Math.floor(random() * text.length);
  const byte = String.fromCharCode(Math.floor(random() * 256));
  const kind = Math.floor(random() * 4);
  if (kind === 0) return text.slice(0, index) + text.slice(index + 1);
  if (kind === 1) return text.slice(0, index) + byte + text.slice(index);
  // Twice as often as the others: most faults on the way are of this kind.
  return text.slice(0, index) + byte + text.slice(index + 1);
}

/** A request as HTTP/1.1 writes it, each byte a character. */
export function toWire({ method, target, headers, body }: ReceivedRequest): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target}\r\n${lines.join("")}\r\n${Buffer.from(body).toString("latin1")}`;
}

/** Reads a request from its bytes; undefined when they are no request any more. */
export function fromWire(wire: string): ReceivedRequest | undefined {
  const end = wire.indexOf("\r\n\r\n");
  const [first = "", ...lines] = wire.slice(0, end).split("\r\n");
  const space = first.indexOf(" ");
  if (end === -1 || space === -1) return undefined;
  const headers = lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)] as const);
  const body = Buffer.from(wire.slice(end + 4), "latin1");
  return { method: first.slice(0, space), target: first.slice(space + 1), headers, body };
}

/**
 * Everything in a request that its signature covers, in one spelling: two requests of the same form are the same
 * request. Written for these tests, without the code under test.
 */
export function coveredForm({ method, target, headers, body }: ReceivedRequest): string {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    values.set(key, [...(values.get(key) ?? []), value.replace(/^[ \t]+|[ \t]+$/g, "")]);
  }
  const authorization = values.get("authorization") ?? [];
  const names = /SignedHeaders=([^, \t]*)/.exec(authorization.join())?.[1]?.split(";") ?? [];
  const signed = names.map((name) => [name, values.get(name)]);
  const parts = authorization.map((value) => value.split(/[ \t]*,[ \t]*|[ \t]+/).sort());
  // Even an unsigned hash must be the body's.
  const hash = values.get("x-content-sha256");
  return JSON.stringify([method, coveredTarget(target), signed, parts, hash, Buffer.from(body).toString("hex")]);
}

/** The same for a target: path segments and parameters decoded, and parameters sorted by name. */
export function coveredTarget(target: string): unknown {
  const [path = "", ...query] = target.split("?");
  const parameters = [...new URLSearchParams(`?${query.join("?")}`)];
  return [
    (path || "/").split("/").map((segment) => decodeURIComponent(segment)),
    parameters.toSorted(([left], [right]) => (left < right ? -1 : Number(left > right))),
  ];
}
