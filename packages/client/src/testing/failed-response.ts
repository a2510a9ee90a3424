import type { FakeFailure } from "./fake-failure.js";
import { businessAnswers } from "./generated/business-answers.js";
import { Refusal } from "./refusal.js";

const reasons = {
  refused: { message: "connect ECONNREFUSED", code: "ECONNREFUSED" },
  reset: { message: "read ECONNRESET", code: "ECONNRESET" },
} as const;

/**
 * What comes of a request to which a failure happens; undefined where it is answered rightly.
 *
 * @throws Refusal for a business code; TypeError, as fetch does, when there is no answer.
 */
export function failedResponse(failure: FakeFailure): Response | undefined {
  if ("code" in failure) {
    const { code, status, message } = failure;
    const answer = documented(code);
    throw new Refusal({ code, status: status ?? answer.status, message: message ?? answer.message });
  }
  if ("connection" in failure) {
    const { message, code } = reasons[failure.connection];
    throw new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
  }
  if (!("body" in failure)) return undefined;
  const { status, body, contentType = "text/html" } = failure;
  return new Response(body, { status, headers: { "content-type": contentType } });
}

/** How a code is answered; where two rows have the number, the general one, which stands last. */
function documented(code: number): { status: number; message: string } {
  const answer = businessAnswers.findLast((answer) => answer.code === code);
  if (answer === undefined) return { status: 400, message: `code ${code}` };
  return { ...answer, message: answer.message.replace("%s", "the fake was told to fail") };
}
