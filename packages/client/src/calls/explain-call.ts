import type { SignatureExplanation } from "@viking-kb/auth/explain";
import { explainSignature } from "@viking-kb/auth/explain";
import { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import {
  type Authenticate,
  type Authentication,
  type CredentialSource,
  type RequestToSign,
  signHere,
} from "../transport/authentication.js";
import type { Transport } from "../transport/signed-fetch.js";

/** A request that was signed and not sent. Its signature and session token are redacted, in `headers` too. */
export interface ExplainedCall extends SignatureExplanation {
  readonly url: string;
  /** Exactly the text whose bytes were signed. */
  readonly body: string;
}

/** The client that a call is explained for. */
export interface ExplainedClient<Calls> {
  /** Undefined when a `signer` signs. */
  readonly credentials: CredentialSource | undefined;
  readonly region: string | undefined;
  /** Makes the same client with another transport. */
  readonly connect: (transport: Transport) => Calls;
}

/** Makes a call with a client that stops before sending, and explains the request that it would have sent. */
export function explainCall<Calls>(
  { connect, credentials, region }: ExplainedClient<Calls>,
  call: (calls: Calls) => Promise<unknown>,
): Promise<ExplainedCall> {
  return new Promise((resolve, reject) => {
    if (!credentials) {
      throw new TypeError("explain needs `credentials`: what a `signer` does elsewhere cannot be explained here.");
    }
    const sign = signHere(credentials, region);
    const authenticate: Authenticate = async (request) => {
      resolve(explain(request, await sign(request), region));
      throw notSent();
    };
    const fetch = async () => {
      throw notSent();
    };
    if (typeof call !== "function") throw notReturned();
    const missed = () => reject(notReturned());
    const made: unknown = call(attended(connect({ authenticate, fetch })));
    if (isPromise(made)) made.then(missed, reject);
    else missed();
  });
}

function isPromise(made: unknown): made is PromiseLike<unknown> {
  return typeof Object(made).then === "function";
}

/** The same calls, whose failures end no process when the function that made them does not return them. */
function attended<Value>(value: Value): Value {
  if (isPromise(value)) value.then(undefined, () => {});
  else if (typeof value === "function") {
    return new Proxy(value, { apply: (method, self, input) => attended(Reflect.apply(method, self, input)) });
  } else if (typeof value === "object" && value !== null) {
    return new Proxy(value, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        return attended(typeof member === "function" ? member.bind(target) : member);
      },
    });
  }
  return value;
}

/** The error of a function that made no request, or made one and did not return its promise. */
function notReturned(): TypeError {
  return new TypeError(
    "No request was made, or none was waited for: give a function that returns the call, as in `(kb) => kb.points.list(input)`.",
  );
}

/** The error that stops the call. Its kind is one that is not retried. */
function notSent(): KnowledgeBaseError {
  return new KnowledgeBaseError("The request was explained and not sent.", {
    kind: "aborted",
    hint: "Read the explanation.",
  });
}

async function explain(
  { method, url, headers, body }: RequestToSign,
  { added, key }: Authentication,
  region: string | undefined,
): Promise<ExplainedCall> {
  const signed = await added;
  const explanation = await explainSignature(
    { method, url, headers: { ...headers, ...signed }, body },
    { credentials: key, region, now: () => signingTime(signed["x-date"] ?? "") },
  );
  return { ...explanation, url, body };
}

/** The moment of signing, by the corrected clock of the client. */
function signingTime(date: string): Date {
  return new Date(date.replace(/^(.{4})(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
