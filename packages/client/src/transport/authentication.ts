import { type Credentials, signRequest } from "@viking-kb/auth/sign";
import { isBrowser } from "./environment.js";

/**
 * Where the keys come from: a key; or a function that is asked before each request, like what `refreshingCredentials`
 * returns.
 */
export type CredentialSource = Credentials | (() => Credentials | Promise<Credentials>);

/** A request that is to be signed. */
export interface RequestToSign {
  readonly method: string;
  readonly url: string;
  /** The headers that it has so far. */
  readonly headers: Readonly<Record<string, string>>;
  /** Exactly the text that will be sent, as UTF-8. */
  readonly body: string;
  /** The client's clock, corrected where the server's has shown it to be wrong. */
  readonly now: () => Date;
}

/** Headers by their names. */
export type SignatureHeaders = Readonly<Record<string, string>>;

/**
 * Signs elsewhere, where the secret is: gives the headers to add to a request, as `signRequest` of `@viking-kb/auth`
 * does. It is asked anew for each attempt, in that attempt's time, and what it throws is passed on.
 */
export type Signer = (request: RequestToSign) => SignatureHeaders | Promise<SignatureHeaders>;

/** The headers that a signature adds to a request, and the key that it was made with, where that is known here. */
export interface Authentication {
  /** A promise where signing takes time: awaiting it before it is passed on would cost each call another promise. */
  readonly added: SignatureHeaders | Promise<SignatureHeaders>;
  readonly key?: Credentials;
}

/** Signs a request: at once where the key is here. */
export type Authenticate = (request: RequestToSign) => Authentication | Promise<Authentication>;

/**
 * Signs by whichever of the two is given.
 *
 * @throws TypeError when both are given, and in a browser that is handed credentials.
 */
export function authenticateBy(
  credentials: CredentialSource | undefined,
  signer: Signer | undefined,
  region: string | undefined,
): Authenticate {
  if (signer && credentials) throw new TypeError("Both `credentials` and `signer` are given: give one of them.");
  if (signer) return signElsewhere(signer);
  if (isBrowser()) {
    throw new TypeError(
      "In a browser everybody can read a secret access key: keep it on a server, and give a `signer` that asks there.",
    );
  }
  return signHere(credentials, region);
}

/**
 * Signs with a key that is asked for before each request, and rejects with what the function throws, or with a TypeError
 * where there is no key. Whether the key must be waited for is told by the source: a promise does not tell by its class,
 * since `Promise` may be another than the native one (zone.js, bluebird).
 */
export function signHere(source: CredentialSource | undefined, region: string | undefined): Authenticate {
  const signWith = (key: Credentials | undefined, place: string, request: RequestToSign): Authentication => {
    if (typeof key !== "object" || key === null) {
      throw new TypeError(
        `No credentials: looked at ${place}, and nowhere else. Give { accessKeyId, secretAccessKey }, or fromEnv().`,
      );
    }
    return { added: signRequest(request, { credentials: key, region, now: request.now }), key };
  };
  return (request) => {
    if (typeof source !== "function") return signWith(source, "the option `credentials`", request);
    const given = Promise.resolve(source());
    return given.then((key) => signWith(key, "what the function given as `credentials` returned", request));
  };
}

function signElsewhere(signer: Signer): Authenticate {
  return async (request) => {
    const added: unknown = await signer(request);
    // Headers, a Map or an array, of whichever realm or polyfill, would be read as no headers, or as numbers for names.
    if (typeof added !== "object" || added === null || Symbol.iterator in added) {
      throw new TypeError("The signer must return the headers to add, as an object of texts.");
    }
    return { added: added as Record<string, string> };
  };
}
