import { type Credentials, signRequest } from "@viking-kb/auth/sign";
import { refuseInBrowser } from "./browser.js";
import { type CredentialSource, useCredentials } from "./credential-source.js";
import type { RequestToSign, SignatureHeaders, Signer } from "./signer.js";

/** The headers that a signature adds to a request, and the key that it was made with, where that is known here. */
export interface Authentication {
  /** Whoever is given it awaits it at once: here it is not, since that would cost each call a promise. */
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
  if (signer) return signBy(signer);
  refuseInBrowser();
  return signWith(credentials, region);
}

/** Signs here, with a key that is asked for before each request. */
export function signWith(credentials: CredentialSource | undefined, region: string | undefined): Authenticate {
  return (request) =>
    useCredentials(credentials, (key) => ({
      added: signRequest(request, { credentials: key, region, now: request.now }),
      key,
    }));
}

/** Signs elsewhere. */
function signBy(signer: Signer): Authenticate {
  return async (request) => {
    const added: unknown = await signer(request);
    // Of Headers, a Map and an array, of whichever realm or polyfill, a record would hold nothing, or numbers for names.
    if (typeof added !== "object" || added === null || Symbol.iterator in added) {
      throw new TypeError("The signer must return the headers to add, as an object of texts.");
    }
    return { added: added as Record<string, string> };
  };
}
