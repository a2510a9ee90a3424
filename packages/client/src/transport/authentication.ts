import { type Credentials, signRequest } from "@viking-kb/auth/sign";
import { isBrowser } from "./environment.js";

/** A key, or a function that gives one for each request, such as the one from `refreshingCredentials`. */
export type CredentialSource = Credentials | (() => Credentials | Promise<Credentials>);

/** A request to sign. */
export interface RequestToSign {
  readonly method: string;
  readonly url: string;
  /** The headers that it has so far. */
  readonly headers: Readonly<Record<string, string>>;
  /** Exactly the text that will be sent, as UTF-8. */
  readonly body: string;
  /** The client's clock, corrected when the server has shown that it is wrong. */
  readonly now: () => Date;
}

/** Headers by name. */
export type SignatureHeaders = Readonly<Record<string, string>>;

/**
 * Signs a request somewhere else, where the secret is. Returns the headers to add, as `signRequest` of
 * `@viking-kb/auth` does. It is called for each attempt and counts for that attempt's time. Its errors are passed on.
 */
export type Signer = (request: RequestToSign) => SignatureHeaders | Promise<SignatureHeaders>;

/** The headers that a signature adds to a request, and the key that signed, if it is known here. */
export interface Authentication {
  /**
   * A promise when signing takes time. It is passed on unawaited, since awaiting would cost each call another promise.
   */
  readonly added: SignatureHeaders | Promise<SignatureHeaders>;
  readonly key?: Credentials;
}

/** Signs a request; without a promise when the key is already here. */
export type Authenticate = (request: RequestToSign) => Authentication | Promise<Authentication>;

/**
 * Chooses between credentials and a signer.
 *
 * @throws TypeError when both are given, and when credentials are given in a browser.
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
 * Signs with a key that is asked for before each request. Rejects with the error of the function, or with a TypeError
 * when there is no key. Only the form of the source says whether the key must be awaited: the class of a promise
 * cannot, since a library may have replaced `Promise` (zone.js, bluebird).
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
    // Headers, a Map or an array are refused: as an object they would have no entries, or numbers as names.
    if (typeof added !== "object" || added === null || Symbol.iterator in added) {
      throw new TypeError("The signer must return the headers to add, as an object of texts.");
    }
    return { added: added as Record<string, string> };
  };
}
