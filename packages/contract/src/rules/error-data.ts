import type { DocumentedCase } from "../documented-case.js";
import type { Finding } from "../finding.js";
import type { JsonObject } from "../json.js";

/** An error has no `data`, not even an empty one: whoever looks for `data` would take it for a success. */
export function checkErrorData({ response }: DocumentedCase, body: JsonObject): Finding[] {
  return response.code !== 0 && "data" in body ? [{ at: "/data", message: "is there; expected none on an error" }] : [];
}
