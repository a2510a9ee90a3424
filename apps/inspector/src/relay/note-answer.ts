import { removeSecrets } from "@viking-kb/client/explain";

/** An answer of the endpoint: what of it is passed on. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The headers that say something of an answer. A cookie, or a policy of the endpoint's own, is not for the page. */
const passedOn = ["retry-after", "x-tt-logid"];

/**
 * A fetch that notes each answer that was read to its end. A redirect is none: it leads to where nothing is signed for.
 *
 * @param note called before the reader hears of the end
 */
export function noteAnswer(send: typeof fetch, note: (answer: Answer) => void): typeof fetch {
  return async (input, init) => {
    const response = await send(input, init);
    const { status, headers, body } = response;
    if (body === null || (status >= 300 && status < 400)) return response;
    const chunks: Uint8Array[] = [];
    const seen = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        chunks.push(chunk);
        controller.enqueue(chunk);
      },
      flush() {
        const withoutKey = keyRemover(new Headers(init?.headers));
        const body = withoutKey(Buffer.concat(chunks).toString("latin1"));
        note({ status, headers: headersOf(headers, withoutKey), body: Buffer.from(body, "latin1") });
      },
    });
    return new Response(body.pipeThrough(seen), response);
  };
}

function headersOf(headers: Headers, withoutKey: (text: string) => string): Record<string, string> {
  const named = passedOn.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, withoutKey(value)]];
  });
  // Only JSON is passed on as what it says it is: an error page of a proxy must not be a page of this origin.
  const isJson = /^application\/json\b/i.test(headers.get("content-type") ?? "");
  return { ...Object.fromEntries(named), "content-type": isJson ? "application/json" : "text/plain; charset=utf-8" };
}

/**
 * Removes the parts of the key that a request held from texts of its answer: an endpoint may repeat what it was sent.
 */
function keyRemover(sent: Headers): (text: string) => string {
  const [, id = "", signature = ""] = /Credential=([^/]+).*Signature=(\w+)/.exec(sent.get("authorization") ?? "") ?? [];
  return (text) => removeSecrets(text, [id, signature, sent.get("x-security-token") ?? ""]);
}
