import type { DocumentedCase } from "./documented-case.js";
import type { DreddTransaction } from "./dredd-module.js";
import type { JsonObject } from "./json.js";
import { signForTarget } from "./sign-for-target.js";
import { type Target, waitForTurn } from "./target.js";

/** What a transaction is prepared with. */
export interface Preparation {
  /** Scheme, host and port that Dredd sends to. */
  readonly origin: string;
  readonly target: Target;
  /** Draft-07, without references. */
  readonly bodySchema: JsonObject;
  readonly now: () => Date;
}

/** Makes a transaction of Dredd's send a documented case and expect its answer. */
export async function prepareTransaction(
  transaction: DreddTransaction,
  documented: DocumentedCase,
  { origin, target, bodySchema, now }: Preparation,
): Promise<void> {
  const { request, expected } = transaction;
  await waitForTurn(target);
  // For OpenAPI 3 Dredd compares the example's keys alone; only a schema set here makes it look at values.
  // It takes a schema that does not name its dialect for draft-04.
  expected.bodySchema = { $schema: "http://json-schema.org/draft-07/schema#", ...bodySchema };
  expected.body = JSON.stringify(documented.response);
  // Dredd wants Content-Type to the letter, and every documented header, optional ones too: we check it ourselves.
  delete expected.headers;

  request.body = JSON.stringify(documented.request);
  if (target.kind === "mock") {
    request.headers.Prefer = `code=${documented.status}, example=${documented.name}`;
  }
  const { method, headers, body } = request;
  const url = origin + transaction.fullPath;
  Object.assign(headers, await signForTarget({ method, url, headers, body }, target, documented.status, now));
}
