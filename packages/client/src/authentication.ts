import { type Credentials, signRequest } from "@viking-kb/auth/sign";
import { refuseInBrowser } from "./browser.js";
import { type CredentialSource, readCredentials } from "./credential-source.js";
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
  return (request) => {
    const sign = (key: Credentials) => ({
      added: signRequest(request, { credentials: key, region, now: request.now }),
      key,
    });
    const key = readCredentials(credentials);
    return key instanceof Promise ? key.then(sign) : sign(key);
  };
}

/** Signs elsewhere. */
function signBy(signer: Signer): Authenticate {
  return async (request) => {
    const added: unknown = await signer(request);
    if (typeof added !== "object" || added === null || added instanceof Headers) {
      throw new TypeError("The signer must return the headers to add, as an object of texts.");
    }
    return { added: added as Record<string, string> };
  };
}
