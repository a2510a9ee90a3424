import { clockAdvice } from "./clock-advice.js";
import { isObject, parseEnvelope } from "./envelope.js";
import { describeCode } from "./error-kinds.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import { unanswered } from "./unanswered.js";

/** What is known of the call besides its answer. */
interface CallContext {
  readonly signal: AbortSignal | undefined;
  /** Our clock, uncorrected: an error says when it is far off. */
  readonly now: () => Date;
}

/**
 * Takes `data` out of an answer, unknown fields included. This is the only place that makes of `code` what comes of a
 * call: it decides, never the HTTP status alone, so a 200 with another code is an error, and an unknown code keeps its
 * number.
 *
 * @throws KnowledgeBaseError for every answer that is not a success.
 */
export async function fromResponse(response: Response, { signal, now }: CallContext): Promise<unknown> {
  const { status } = response;
  const envelope = parseEnvelope(await readText(response, signal));
  if (envelope === undefined) throw invalidResponse(response, "no envelope with a code");

  const message = typeof envelope.message === "string" ? envelope.message : "";
  const requestId = typeof envelope.request_id === "string" ? envelope.request_id : undefined;
  if (envelope.code !== 0) {
    const { kind, hint } = describeCode(envelope.code, message);
    throw new KnowledgeBaseError(`${withoutQueries(message) || "no message"} (code ${envelope.code}, HTTP ${status})`, {
      kind,
      hint: kind === "unauthorized" ? hint + clockAdvice(response, now) : hint,
      code: envelope.code,
      status,
      requestId,
    });
  }
  if (!response.ok) throw invalidResponse(response, "code 0 under an error status", requestId);
  if (!isObject(envelope.data)) throw invalidResponse(response, "no data", requestId);
  return envelope.data;
}

async function readText(response: Response, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw unanswered(error, signal, response.url ? new URL(response.url).host : "the server");
  }
}

/** Links in a message without their query, which may carry credentials. */
function withoutQueries(message: string): string {
  return message.replace(/(https?:\/\/[^\s?#]+)[?#]\S*/g, "$1?…");
}

function invalidResponse(response: Response, fault: string, requestId?: string): KnowledgeBaseError {
  const contentType = response.headers.get("content-type") ?? "no content type";
  // A browser shows nothing of a redirect that is not followed, not even its status.
  const redirected = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
  const what = redirected ? "a redirect" : `${contentType}, ${fault}`;
  return new KnowledgeBaseError(`The answer is not the API's: HTTP ${response.status}, ${what}`, {
    kind: "invalid-response",
    hint: redirected
      ? "Redirects are not followed, since the signature holds for one host: set `endpoint` to the final address."
      : "Check that `endpoint` is the API's, and whether a proxy on the way answered instead.",
    status: response.status,
    requestId,
  });
}
