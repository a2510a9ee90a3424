import { type ByteEncoding, byteText } from "./byte-text.js";
import { requireThat } from "./require-that.js";
import { utf8Bytes } from "./utf8.js";

/** Hashes a text's UTF-8 or bytes, at once. */
type OneShotHash = (algorithm: "sha256", data: string | Uint8Array, encoding: ByteEncoding) => string;

/** Undefined until the first hash, false where there is none. */
let oneShotHash: OneShotHash | false | undefined;

/**
 * node:crypto's one-shot hash, where the runtime has it (Node from 20.16, Deno, Bun): 0.3 µs for a short text where Web
 * Crypto takes 8. Asked for by name at run time, so that no bundler sees an import; and at the first hash, since loading
 * node:crypto takes Node 4 ms of CPU time, a third of what importing the client would. What is there and throws, as
 * `getBuiltinModule` in Next.js's edge runtime and the `hash` of some stand-ins for node:crypto, or knows no latin1, is
 * as good as absent.
 */
function findOneShotHash(): OneShotHash | false {
  try {
    // Node knows latin1 here, its types do not.
    const hash = globalThis.process.getBuiltinModule("node:crypto").hash as OneShotHash;
    return hash("sha256", "", "latin1").length === 32 && hash;
  } catch {
    return false;
  }
}

/**
 * SHA-256 (FIPS 180-4) of the data, a text being taken as UTF-8, at once where the runtime can. The data is read before
 * this returns: what happens to a buffer afterwards does not matter.
 */
export function sha256(data: string | Uint8Array, encoding: ByteEncoding): string | Promise<string> {
  oneShotHash ??= findOneShotHash();
  return oneShotHash ? oneShotHash("sha256", data, encoding) : portableSha256(utf8Bytes(data), encoding);
}

/** SHA-256 of the data in 64 lower-case hexadecimal digits. */
export function sha256Hex(data: string | Uint8Array): string | Promise<string> {
  return sha256(data, "hex");
}

async function portableSha256(bytes: Uint8Array, encoding: ByteEncoding): Promise<string> {
  // Browsers leave `subtle` out on pages that are not a secure context, whatever the types say.
  const subtle: typeof globalThis.crypto.subtle | undefined = globalThis.crypto?.subtle;
  requireThat(subtle, "Web Crypto is not available: use https or Node 20.");
  // A copy, since Web Crypto refuses views of shared memory.
  return byteText(new Uint8Array(await subtle.digest("SHA-256", new Uint8Array(bytes))), encoding);
}
