import type { Sent, SigningKey } from "../target/answer.js";
import { type Target, withoutSlash } from "../target/target.js";
import { toCurl } from "./curl.js";
import { createTextRedaction } from "./redact.js";

/** A request and its answer as every report shows them: bounded, without secrets and signatures. */
export interface ShownExchange {
  readonly method: string;
  readonly url: string;
  /** By name in lower case, without what signs the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** As text, cut after 8,000 characters; what is no UTF-8 stands as U+FFFD. */
  readonly body: string;
  /** Whose key signed it; `none` on a mock, which takes any, `special` where the signature is part of what is tried. */
  readonly key: SigningKey | "none" | "special";
  /** Sends it again: a line for a POSIX shell, with secrets as variables. */
  readonly curl: string;
  /** Absent where nothing came. */
  readonly answer?: ShownAnswer | undefined;
  /** Why no whole answer came. */
  readonly noAnswer?: string | undefined;
}

/** An answer as reports show it. */
export interface ShownAnswer {
  readonly status: number;
  readonly contentType?: string | undefined;
  /** As a request's. */
  readonly body: string;
  /** Of the whole body. */
  readonly bytes: number;
  /** Whether the body goes on. */
  readonly cut: boolean;
  /** From the request to the last byte, where it was measured. */
  readonly milliseconds?: number | undefined;
}

/** The most of a body that a report holds, in characters. */
const longestBody = 8_000;
/** The most that is decoded for it, in bytes: what is redacted makes a text shorter. */
const mostDecoded = 64 * 1024;

const signing = /^(?:authorization|x-date|x-content-sha256|x-security-token|host)$/;

/** Makes of what was sent to a target what a report shows of it. */
export function createExchangeView({ url, target }: { readonly url: URL; readonly target: Target }) {
  const base = withoutSlash(url);
  const redact = createTextRedaction(target);
  const region = target.kind === "mock" ? undefined : target.region;
  // Redacted before it is cut: of a secret that is cut in two no half would be recognised.
  const readable = (bytes: Uint8Array | string) => redact(Buffer.from(bytes).subarray(0, mostDecoded).toString());

  return ({ method, path, headers, body, key: signer, answer, noAnswer }: Sent): ShownExchange => {
    const key: ShownExchange["key"] = target.kind === "mock" ? "none" : (signer ?? "special");
    const shown = Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => !signing.test(name.toLowerCase()))
        .map(([name, value]) => [name, redact([value].flat().join(", "))]),
    );
    const request = { method, url: redact(base + path), headers: shown, key };
    return {
      ...request,
      body: readable(body).slice(0, longestBody),
      curl: toCurl({ ...request, body: Buffer.from(body), region }),
      answer: answer && {
        status: answer.status,
        contentType: answer.headers["content-type"] === undefined ? undefined : String(answer.headers["content-type"]),
        body: readable(answer.bytes).slice(0, longestBody),
        bytes: answer.bytes.length,
        cut: answer.bytes.length > mostDecoded || readable(answer.bytes).length > longestBody,
        milliseconds: answer.milliseconds,
      },
      noAnswer,
    };
  };
}

/** An answer in one line: `HTTP 200, application/json, 512 bytes`. */
export function tellAnswer({ answer, noAnswer }: ShownExchange): string {
  const came = answer && [
    `HTTP ${answer.status}`,
    answer.contentType ?? "no content type",
    `${answer.bytes} ${answer.bytes === 1 ? "byte" : "bytes"}`,
  ];
  return [...(came ?? []), ...(noAnswer === undefined && came ? [] : [`no answer: ${noAnswer ?? "none came"}`])].join(
    ", ",
  );
}

/** A request and its answer as lines of text. */
export function tellExchange(exchange: ShownExchange): string {
  const { curl, answer } = exchange;
  return [curl, "", tellAnswer(exchange), ...(answer ? [answer.body + (answer.cut ? "…" : "")] : []), ""].join("\n");
}

/** What somebody must know to send these requests again; nothing where nothing signs them. */
export function howToSign(exchanges: readonly ShownExchange[]): string[] {
  const keys = new Set(exchanges.map(({ key }) => key));
  const signed = keys.has("own") || keys.has("restricted") || keys.has("wrong");
  return [
    ...(signed
      ? [
          "The command viking-kb-contract is this program: it signs anew, with the keys that this run had in its environment.",
        ]
      : []),
    ...(keys.has("special")
      ? ["With $AUTHORIZATION the signature itself is what is tried: each run makes it anew."]
      : []),
  ];
}
