import { toHexadecimal } from "./hexadecimal.js";
import { utf8Bytes } from "./utf8.js";

/** SHA-256 (FIPS 180-4) of the data, a text being taken as UTF-8: 64 lower-case hexadecimal digits. */
export async function sha256Hex(data: string | Uint8Array): Promise<string> {
  const digest = await subtle().digest("SHA-256", unshared(utf8Bytes(data)));
  return toHexadecimal(new Uint8Array(digest));
}

/** HMAC-SHA256 (RFC 2104) of the data under a key of at least one byte; texts are taken as UTF-8. 32 bytes. */
export async function hmacSha256(key: string | Uint8Array, data: string | Uint8Array): Promise<Uint8Array> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await subtle().importKey("raw", unshared(utf8Bytes(key)), algorithm, false, ["sign"]);
  return new Uint8Array(await subtle().sign("HMAC", imported, unshared(utf8Bytes(data))));
}

function subtle(): typeof globalThis.crypto.subtle {
  // Browsers leave `subtle` out on pages that are not a secure context, whatever the types say.
  const available: typeof globalThis.crypto.subtle | undefined = globalThis.crypto?.subtle;
  if (available === undefined) {
    throw new Error(
      "Web Crypto is not available: serve the page over https or from localhost, or run on Node 20 or newer.",
    );
  }
  return available;
}

/** Web Crypto refuses views of shared memory, so those are copied; all others are passed as they are. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
