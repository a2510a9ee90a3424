import { requireThat } from "../checks.js";

/** How bytes are written as a text: one character for each byte, or two lower-case hexadecimal digits. */
export type ByteEncoding = "latin1" | "hex";

/** Hashes bytes, or the UTF-8 of a text, synchronously. */
type OneShotHash = (algorithm: "sha256", data: string | Uint8Array, encoding: ByteEncoding) => string;

/** Undefined until the first hash; false when the runtime has no such function. */
let oneShotHash: OneShotHash | false | undefined;

/**
 * SHA-256 (FIPS 180-4) of bytes, or of a text as UTF-8: a promise only where the runtime cannot hash synchronously. The
 * data is read before this returns, so a buffer may change afterwards.
 */
export function sha256(data: string | Uint8Array, encoding: ByteEncoding = "hex"): string | Promise<string> {
  oneShotHash ??= findOneShotHash();
  return oneShotHash ? oneShotHash("sha256", data, encoding) : portableSha256(utf8Bytes(data), encoding);
}

/**
 * node:crypto's one-shot hash, where the runtime has it (Node from 20.16, Deno, Bun). For a short text it takes 0.3 µs,
 * Web Crypto 8. It is looked up by name, so that bundlers see no import, and at the first hash: loading node:crypto
 * takes Node 4 ms of CPU time, a third of the time to import the client. A function that throws counts as absent, as
 * `getBuiltinModule` does in Next.js's edge runtime and `hash` in some replacements of node:crypto. So does a function
 * that does not know latin1.
 */
function findOneShotHash(): OneShotHash | false {
  try {
    // Node takes latin1 here, though its types do not say so.
    const hash = globalThis.process.getBuiltinModule("node:crypto").hash as OneShotHash;
    return hash("sha256", "", "latin1").length === 32 && hash;
  } catch {
    return false;
  }
}

async function portableSha256(bytes: Uint8Array, encoding: ByteEncoding): Promise<string> {
  // Whatever the type says, browsers have no `subtle` on pages that are not a secure context.
  const subtle: typeof globalThis.crypto.subtle | undefined = globalThis.crypto?.subtle;
  requireThat(subtle, "Web Crypto is not available: use https or Node 20.");
  // A copy, since Web Crypto refuses views of shared memory.
  return byteText(new Uint8Array(await subtle.digest("SHA-256", new Uint8Array(bytes))), encoding);
}

/**
 * Calls `next` with a value, or with what a promise resolves to. One code then serves runtimes that hash synchronously
 * and those that do not, and the former do not pay for promises.
 */
export function after<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return isPromise(value) ? (value as Promise<Value>).then(next) : next(value as Value);
}

/**
 * Whether a value is a promise of any kind. `instanceof` cannot tell: where a library replaces the global `Promise`
 * (zone.js for Angular, bluebird), the promises of async functions and of Web Crypto are not instances of it.
 */
export function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof (value as Partial<PromiseLike<Value>> | null | undefined)?.then === "function";
}

const encoder = new TextEncoder();

/** The UTF-8 bytes of a text. Bytes are returned as they are, so that what is signed is what is sent. */
export function utf8Bytes(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? encoder.encode(data) : data;
}

/**
 * The UTF-8 bytes of a text, one character for each byte. Compared by `<`, these are in the order of UTF-8, while texts
 * themselves are in the order of UTF-16: it puts U+1F600 before U+FF5E, UTF-8 after it.
 */
export function utf8ByteText(text: string): string {
  return byteText(utf8Bytes(text), "latin1");
}

function byteText(bytes: Uint8Array, encoding: ByteEncoding): string {
  const characters = Array.from(bytes, (byte) =>
    encoding === "hex" ? (byte + 256).toString(16).slice(1) : String.fromCharCode(byte),
  );
  return characters.join("");
}
