import { utf8Bytes } from "../sign/digest.js";

/** A body as it may have been when it was signed. */
interface BodyVariant {
  readonly body: string | Uint8Array;
  /** Completes the sentence "it is the hash of …". */
  readonly name: string;
  readonly advice: string;
}

/** Bodies that may have been signed. Each undoes one common change between signing and sending. */
export function* bodyVariants(body: Uint8Array): Generator<BodyVariant> {
  if (body.length > 0) {
    const advice = "Sign the bytes that are sent; a stream that was read before signing is empty.";
    yield { body: "", name: "an empty body", advice };
  }
  const text = decode(body);
  if (text === undefined) return;
  for (const variant of [...lineVariants(text), ...jsonVariants(text)]) if (variant.body !== text) yield variant;
}

function lineVariants(text: string): BodyVariant[] {
  const advice =
    "Send the body as it was signed: something on the way, often an editor or a shell, changes line breaks.";
  return [
    { body: `${text}\n`, name: "the body with a line break at its end", advice },
    { body: text.replace(/\r?\n$/, ""), name: "the body without the line break at its end", advice },
    { body: text.replaceAll("\r\n", "\n"), name: "the body with line feeds for its line breaks", advice },
    { body: text.replace(/\r?\n/g, "\r\n"), name: "the body with carriage returns in its line breaks", advice },
    { body: text.replace(/^\uFEFF/, ""), name: "the body without its byte order mark", advice },
  ];
}

function jsonVariants(text: string): BodyVariant[] {
  const advice = "Serialise once, sign that text and send the same text; a library's `json` option serialises again.";
  const name = "the same JSON with other white space, escapes or order of keys";
  const { inner, texts } = readJson(text);
  return [
    ...inner.map((body) => ({ body, name: "the JSON inside the JSON text that was sent", advice })),
    { body: JSON.stringify(text), name: "the body as a JSON text of its own", advice },
    ...texts.map((body) => ({ body, name, advice })),
  ];
}

/**
 * For a JSON string the text in it, and for any JSON other ways to write the same value. Both are empty when the text
 * is not JSON, or is too deeply nested to be written.
 */
function readJson(text: string): { readonly inner: readonly string[]; readonly texts: readonly string[] } {
  try {
    const value: unknown = JSON.parse(text);
    const texts = [value, sorted(value)]
      .flatMap((ordered) => [JSON.stringify(ordered), spaced(ordered), JSON.stringify(ordered, undefined, 2)])
      .flatMap((written) => [written, written.replace(/[\u0080-\uffff]/g, escaped)]);
    return { inner: typeof value === "string" ? [value] : [], texts };
  } catch {
    return { inner: [], texts: [] };
  }
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** As Python's `json.dumps` writes it: with a space after each colon and comma outside strings. */
function spaced(value: unknown): string {
  return JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (part) =>
    part === "," || part === ":" ? `${part} ` : part,
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, sorted(member)] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** How many bytes a body has, in words. */
export function sizeOf(body: string | Uint8Array): string {
  const { length } = utf8Bytes(body);
  return length === 1 ? "1 byte" : `${length} bytes`;
}
