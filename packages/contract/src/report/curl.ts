import { escapeUnprintable } from "@viking-kb/command-line";
import type { SigningKey } from "../target/answer.js";

/** What is sent by curl. */
interface CurlRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** See `ShownExchange`. */
  readonly key: SigningKey | "none" | "special";
  readonly body: Uint8Array;
  /** Of the signature; the default when absent. */
  readonly region?: string | undefined;
}

/** A longer body is not written out: no shell takes more than 128 KiB as one word, and no reader a tenth of that. */
const longestWord = 8_000;

/**
 * A request as one printable line for a POSIX shell. A signature holds for some minutes, so the line has it made anew
 * by `viking-kb-contract sign`, which takes the key from the environment and hands curl the headers, so that no list of
 * processes shows them.
 */
export function toCurl({ method, url, headers, key, body, region }: CurlRequest): string {
  const { set, asSigned, asSent } = wordsOf(body, method);
  const type = headers["content-type"];
  const sent = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  // Else curl says that a body is a form's.
  if (type === undefined && asSent !== "") sent.push("-H 'content-type:'");
  const as = method === "HEAD" ? "--head" : `-X ${method}`;
  const curl = (signature: string) =>
    [/[[\]{}]/.test(url) ? "curl -g -sS" : "curl -sS", signature, as, quoted(url), ...sent, asSent]
      .filter(Boolean)
      .join(" ");
  if (key === "none") return set + curl("-H 'authorization: any'");
  if (key === "special") return set + curl('-H "authorization: $AUTHORIZATION"');
  const sign = [
    ["viking-kb-contract sign", quoted(url)],
    method === "POST" ? [] : ["-X", method],
    asSigned === "" ? [] : [asSigned],
    type === undefined ? ["--content-type ''"] : type === "application/json" ? [] : ["--content-type", quoted(type)],
    key === "own" ? [] : ["--key", key],
    region === undefined ? [] : ["--region", quoted(region)],
  ];
  return `${set}${sign.flat().join(" ")} | ${curl("-K -")}`;
}

/** A body as words of a line: what stands before it, and how signer and curl are given it. */
function wordsOf(
  body: Uint8Array,
  method: string,
): { readonly set: string; readonly asSigned: string; readonly asSent: string } {
  if (body.length === 0) return { set: "", asSigned: "", asSent: method === "POST" ? "--data-raw ''" : "" };
  const file = { asSigned: "--file body", asSent: "--data-binary @body" };
  if (body.length > longestWord) return { ...file, set: `: 'write its ${body.length} bytes into the file body'; ` };
  const text = printableBody(body);
  if (text === undefined) return { ...file, set: `printf ${quoted(octal(body))} >body; ` };
  return { set: `body=${quoted(text)}; `, asSigned: '--data "$body"', asSent: '--data-raw "$body"' };
}

/** The body, or JSON that says the same, where a terminal shows each character of it; undefined where there is none. */
function printableBody(body: Uint8Array): string | undefined {
  const text = Buffer.from(body).toString();
  const escaped = escapeUnprintable(text);
  if (escaped === text && Buffer.from(text).equals(body)) return text;
  try {
    // An escape inside a JSON text is the character itself; outside of one it is a fault.
    return JSON.stringify(JSON.parse(escaped)) === JSON.stringify(JSON.parse(text)) && !text.includes("\ufffd")
      ? escaped
      : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes as a format of `printf`: what is not printable ASCII by its number. */
function octal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (character === "%") return "%%";
    return byte >= 32 && byte < 127 && character !== "\\" ? character : `\\${byte.toString(8).padStart(3, "0")}`;
  }).join("");
}

/** A text as one word of a POSIX shell, in which nothing is expanded. */
function quoted(text: string): string {
  return `'${escapeUnprintable(text).replaceAll("'", `'\\''`)}'`;
}
