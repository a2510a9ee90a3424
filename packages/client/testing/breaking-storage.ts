import type { RequestListener } from "node:http";
import { linkTo, zip } from "./storage-answers.js";

/** What one request is answered with; by default the rest of the first version, to its end. */
export interface StorageStep {
  /** Breaks the connection off before this byte of the file. */
  readonly until?: number;
  /** Stays silent there instead; without `until`, before any answer. */
  readonly stalls?: true;
  /** Ends a part there instead, which a storage may: it says where the part ends. A whole answer breaks off. */
  readonly ends?: true;
  /** The version of the file. */
  readonly version?: 0 | 1;
  /** The ETag, in place of that of the version; null for none. */
  readonly etag?: string | null;
  /** Knows no ranges, or not If-Range. */
  readonly ignores?: "range" | "if-range";
  /** Says that its part begins elsewhere. */
  readonly shifted?: number;
  /** Announces no length. */
  readonly chunked?: boolean;
  /** Refuses with this status and body. */
  readonly refuses?: readonly [status: number, body: string];
  /** Breaks off before any answer. */
  readonly silent?: boolean;
}

/** Two versions of a file, of two lengths, which are nowhere the same. */
export const versions: readonly [Buffer, Buffer] = [zip, Buffer.from(zip.subarray(0, 900_000).map((byte) => ~byte))];

/**
 * A storage that gives each request for the file the next step, and the last one for ever.
 *
 * @param onStall called when it stays silent before any answer
 */
export function breakingStorage(steps: readonly StorageStep[], onStall = () => {}) {
  const asked: { range: string | undefined; ifRange: string | undefined }[] = [];
  let links = 0;
  const answer: RequestListener = (request, response) => {
    if (request.method === "POST") {
      links++;
      const { host = "" } = request.headers;
      const data = { status: "success", percentage: 100, attachment_link: linkTo({ origin: `http://${host}` }) };
      request.resume();
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ code: 0, message: "success", request_id: "02aa", data }));
      return;
    }
    const { range, "if-range": ifRange } = request.headers;
    const step = steps[Math.min(asked.length, steps.length - 1)] ?? {};
    asked.push({ range, ifRange: typeof ifRange === "string" ? ifRange : undefined });
    const { version = 0, etag = `"v${version}"`, until, ignores, shifted = 0, chunked = false } = step;
    const { refuses, silent, stalls } = step;
    const file = versions[version];
    if (stalls && until === undefined) return onStall();
    if (silent) return void request.socket.destroy();
    if (refuses) return void response.writeHead(refuses[0]).end(refuses[1]);
    const wanted = ignores !== "range" && (ignores === "if-range" || ifRange === etag) ? range : undefined;
    const start = Number(/^bytes=(\d+)-$/.exec(wanted ?? "")?.[1] ?? 0);
    if (start >= file.length) return void response.writeHead(416, { "content-range": `bytes */${file.length}` }).end();
    const body = file.subarray(start, until);
    const ends = step.ends && wanted !== undefined;
    const end = ends ? start + body.length : file.length;
    response.writeHead(wanted === undefined ? 200 : 206, {
      ...(etag === null ? {} : { etag }),
      ...(wanted === undefined
        ? {}
        : { "content-range": `bytes ${start + shifted}-${end - 1}/${chunked ? "*" : file.length}` }),
      ...(chunked ? {} : { "content-length": end - start }),
    });
    if (until === undefined || ends) response.end(body);
    else if (stalls) response.write(body);
    else response.write(body, () => setTimeout(() => request.socket.destroy(), 5));
  };
  return { answer, asked, links: () => links };
}
