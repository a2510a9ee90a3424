/** A request as its bytes came. */
export interface ArrivedRequest {
  readonly method: string;
  readonly target: string;
  /** Every header line as a pair, as it was written. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Takes the first complete request from the bytes of a connection; undefined while it has not arrived. */
export function takeRequest(bytes: Buffer): { readonly request: ArrivedRequest; readonly rest: Buffer } | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const [requestLine = "", ...lines] = bytes.toString("latin1", 0, headEnd).split("\r\n");
  const [method = "", target = ""] = requestLine.split(" ");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const bodyStart = headEnd + 4;
  const bodyEnd = bodyStart + Number(headerOf({ headers }, "content-length") ?? 0);
  if (bytes.length < bodyEnd) return undefined;
  const body = bytes.subarray(bodyStart, bodyEnd);
  return { request: { method, target, headers, body }, rest: bytes.subarray(bodyEnd) };
}

/** The first value of a header, its name in lower case. */
export function headerOf({ headers }: Pick<ArrivedRequest, "headers">, name: string): string | undefined {
  return headers.find(([found]) => found.toLowerCase() === name)?.[1];
}
