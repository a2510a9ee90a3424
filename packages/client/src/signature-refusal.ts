import { parseEnvelope } from "./envelope.js";
import { describeCode } from "./error-kinds.js";

/**
 * Whether an answer refuses the signature: 401, or 403 as seen live ("check sign error"), and the code that says so.
 * The answer stays readable; one that breaks off is no refusal, and its reader will be told why.
 */
export async function refusesSignature(response: Response): Promise<boolean> {
  if (response.status !== 401 && response.status !== 403) return false;
  const text = await response
    .clone()
    .text()
    .catch(() => "");
  const envelope = parseEnvelope(text);
  return envelope !== undefined && describeCode(envelope.code, "").kind === "unauthorized";
}
