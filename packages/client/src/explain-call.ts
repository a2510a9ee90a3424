import type { Credentials } from "@viking-kb/auth";
import { explainSignature } from "@viking-kb/auth/explain";
import { type CredentialSource, readCredentials } from "./credential-source.js";
import type { ExplainedCall, Transport } from "./explained-call.js";

/** The client that a call is explained for. */
export interface ExplainedClient<Calls> {
  readonly credentials: CredentialSource;
  readonly region: string | undefined;
  /** Makes the same client with another way of sending. */
  readonly connect: (transport: Transport) => Calls;
}

/** Makes a call by a client that stops where it would send, and explains the request that it stopped with. */
export function explainCall<Calls>(
  client: ExplainedClient<Calls>,
  call: (calls: Calls) => Promise<unknown>,
): Promise<ExplainedCall> {
  return new Promise((resolve, reject) => {
    // The key that signs, not the one that a function gives when it is asked again.
    let key: Credentials | undefined;
    const credentials = async () => {
      key = await readCredentials(client.credentials);
      return key;
    };
    const fetch: typeof globalThis.fetch = async (input, init = {}) => {
      resolve(explain(String(input), init, key, client.region));
      throw new Error("The request was explained and not sent.");
    };
    call(client.connect({ credentials, fetch })).then(
      () => reject(new TypeError("No request was made: call one method of the given knowledge base and return it.")),
      reject,
    );
  });
}

async function explain(
  url: string,
  { method = "GET", headers, body }: RequestInit,
  credentials: Credentials | undefined,
  region: string | undefined,
): Promise<ExplainedCall> {
  const lines = headers as Record<string, string>;
  const text = typeof body === "string" ? body : "";
  const explanation = await explainSignature(
    { method, url, headers: lines, body: text },
    { credentials, region, now: () => signingTime(lines["x-date"] ?? "") },
  );
  return { ...explanation, url, body: text };
}

/** The moment of signing, by the clock that the client has corrected. */
function signingTime(date: string): Date {
  return new Date(date.replace(/^(.{4})(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
