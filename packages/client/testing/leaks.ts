import { inspect } from "node:util";

/** A text that is cut within a secret shows some of it too: 12 characters in a row hold one such part for certain. */
const partLength = 8;
const partDistance = 4;

/** The secrets of which a text shows something, as it stands or percent-encoded, JSON-escaped or in base64. */
export function leaksIn(text: string, secrets: readonly string[]): string[] {
  const readings = readingsOf(text);
  return secrets.filter((secret) => partsOf(secret).some((part) => readings.some((read) => read.includes(part))));
}

/** All that a value shows to whoever logs it: each cause, what is hidden, what JSON makes of it. */
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

/** A text, and what it says to those who undo one escaping, or two that lie over each other. */
function readingsOf(text: string): readonly string[] {
  const once = new Set([text, ...readers.map((read) => read(text))]);
  return [...new Set([...once].flatMap((reading) => [reading, ...readers.map((read) => read(reading))]))];
}

function decoded(base64: string): string {
  return Buffer.from(base64, "base64").toString("latin1");
}
