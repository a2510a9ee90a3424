import { after } from "./after.js";
import type { ByteEncoding } from "./byte-text.js";
import { sha256 } from "./digest.js";

/** HMAC-SHA256 under one key. Of the text each character is one byte: all that is signed is ASCII. */
export type Hmac = (text: string, encoding: ByteEncoding) => string | Promise<string>;

/** The bytes that SHA-256 takes at a time. */
const blockLength = 64;

/**
 * Makes a key of at most 64 characters, each of which is one byte, ready for HMAC (RFC 2104). Written over SHA-256,
 * since a runtime's own HMAC takes its key anew each time: two one-shot hashes with both blocks at hand cost 1 µs,
 * node:crypto's createHmac 1.5 with a KeyObject and 12 with bytes. So every runtime runs this code over one primitive.
 */
export function createHmac(key: string): Hmac {
  // Calls write into both blocks, and may overlap all the same, since sha256 reads before it returns.
  let inner = paddedKey(key, 0x36, 0);
  const outer = paddedKey(key, 0x5c, 32);
  return (text, encoding) => {
    if (inner.length !== blockLength + text.length) inner = paddedKey(key, 0x36, text.length);
    return after(sha256(write(inner, blockLength, text, 0), "latin1"), (hash) =>
      sha256(write(outer, blockLength, hash, 0), encoding),
    );
  };
}

/** The block of a key under a pad, with room for what is hashed behind it. */
function paddedKey(key: string, pad: number, room: number): Uint8Array {
  return write(new Uint8Array(blockLength + room).fill(pad), 0, key, pad);
}

function write(bytes: Uint8Array, offset: number, text: string, pad: number): Uint8Array {
  for (let index = 0; index < text.length; index++) bytes[offset + index] = text.charCodeAt(index) ^ pad;
  return bytes;
}
