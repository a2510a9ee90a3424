import { isObject } from "./json.js";

/** What one operation said to a request without a signature, as far as it tells who is there. */
export interface ProbeAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Where it redirects to, without a query; empty where it does not. */
  readonly redirect: string;
  /** Whether it is the API's own answer: its envelope, and not that of a path it does not know. */
  readonly isApi: boolean;
  readonly isPage: boolean;
}

/** Code of a request that is not valid; an unknown path or method is one too. */
const invalidRequest = 1000003;
const enough = 64 * 1024;

/** Reads an answer as far as is needed, or as far as it comes. */
export async function readProbeAnswer(response: Response): Promise<ProbeAnswer> {
  const { status, headers } = response;
  const text = await readStart(response);
  const code = codeOf(text);
  const location = headers.get("location");
  return {
    status,
    contentType: headers.get("content-type")?.split(";")[0]?.trim() || "no content type",
    redirect: status >= 300 && status < 400 && location !== null ? withoutQuery(location, response.url) : "",
    isApi: code !== undefined && !(code === invalidRequest && (status === 404 || status === 405)),
    isPage: /^\s*<(?:!doctype|html|head|body)\b/i.test(text),
  };
}

async function readStart({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body ?? []) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > enough) break;
    }
  } catch {
    // What breaks off was an answer all the same: the layers say what is wrong with it.
  }
  return Buffer.concat(chunks).toString();
}

function codeOf(text: string): number | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && typeof value.code === "number" ? value.code : undefined;
  } catch {
    return undefined;
  }
}

function withoutQuery(location: string, base: string): string {
  if (!URL.canParse(location, base)) return "another address";
  const { origin, pathname } = new URL(location, base);
  return origin + pathname;
}
