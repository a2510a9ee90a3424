import { inspect } from "node:util";

/**
 * Part of a secret is a leak too. Any 12 characters of a secret in a row contain one of the parts that are searched
 * for.
 */
const partLength = 8;
const partDistance = 4;

/** The secrets that a text shows in part, either plainly or percent-encoded, JSON-escaped or in base64. */
export function leaksIn(text: string, secrets: readonly string[]): string[] {
  const readings = readingsOf(text);
  return secrets.filter((secret) => partsOf(secret).some((part) => readings.some((read) => read.includes(part))));
}

/** Everything that a log could show of a value: its causes, its hidden fields, and its JSON. */
export function everythingIn(value: unknown): string {
  const shown: string[] = [];
  for (let error = value, depth = 0; error !== undefined && depth < 20; depth++) {
    shown.push(
      String(error),
      inspect(error, { depth: null, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null }),
      JSON.stringify(error) ?? "",
    );
    if (!(error instanceof Error)) break;
    shown.push(error.message, error.stack ?? "", ...Object.getOwnPropertyNames(error).map((name) => inspect(name)));
    error = error.cause;
  }
  return shown.join("\n");
}

function partsOf(secret: string): string[] {
  const count = Math.floor((secret.length - partLength) / partDistance) + 1;
  return Array.from({ length: count }, (_, index) => secret.slice(index * partDistance).slice(0, partLength));
}

const readers: readonly ((text: string) => string)[] = [
  (text) => text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString()),
  (text) => text.replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  (text) => text.replace(/\\(.)/g, "$1"),
  (text) =>
    text.replace(/[\w+/-]{12,}/g, (run) => [0, 1, 2, 3].map((skipped) => decoded(run.slice(skipped))).join(" ")),
];

/** A text, and the text after undoing one escaping or two. */
function readingsOf(text: string): readonly string[] {
  const once = new Set([text, ...readers.map((read) => read(text))]);
  return [...new Set([...once].flatMap((reading) => [reading, ...readers.map((read) => read(reading))]))];
}

function decoded(base64: string): string {
  return Buffer.from(base64, "base64").toString("latin1");
}
