import { after, type ByteEncoding, sha256 } from "./digest.js";

/** HMAC-SHA256 under one key. Of the text each character is one byte: all that is signed is ASCII. */
export type Hmac = (text: string, encoding: ByteEncoding) => string | Promise<string>;

/**
 * Makes a key of at most 64 characters, each of which is one byte, ready for HMAC (RFC 2104). The runtime's own HMAC
 * prepares its key anew for each text: two one-shot hashes over prepared blocks take 1.1 µs, node:crypto's createHmac
 * 1.9 with a KeyObject and 16 with bytes. New blocks for each text would take 2, so calls write into the same ones.
 * Calls may overlap all the same, since sha256 reads its data before it returns.
 */
export function createHmac(key: string): Hmac {
  let inner: Uint8Array | undefined;
  const outer = paddedKey(key, 0x5c, 32);
  return (text, encoding) => {
    if (inner?.length !== 64 + text.length) inner = paddedKey(key, 0x36, text.length);
    return after(sha256(write(inner, 64, text, 0), "latin1"), (hash) => sha256(write(outer, 64, hash, 0), encoding));
  };
}

/** The block of a key under a pad, with room for what is hashed behind it. */
function paddedKey(key: string, pad: number, room: number): Uint8Array {
  return write(new Uint8Array(64 + room).fill(pad), 0, key, pad);
}

function write(bytes: Uint8Array, offset: number, text: string, pad: number): Uint8Array {
  for (let index = 0; index < text.length; index++) bytes[offset + index] = text.charCodeAt(index) ^ pad;
  return bytes;
}
