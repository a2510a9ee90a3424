import { Signer as VolcengineSigner } from "@volcengine/openapi";
import { checkVolcengineSignature } from "../check-volcengine-signature.js";
import { contentType, host, method, region, service } from "../request.js";
import type { Signer } from "../signer.js";

/** The vendor's own, for Node: the only peer that signs by the same scheme. It leaves Content-Type unsigned. */
export const volcengine: Signer<Readonly<Record<string, string>>> = {
  name: "@volcengine/openapi",
  sign: ({ path, body, credentials: { accessKeyId, secretAccessKey: secretKey } }, now) => {
    // It writes into the headers it is given.
    const headers: Record<string, string> = { Host: host, "Content-Type": contentType };
    const signer = new VolcengineSigner({ region, method, pathname: path, headers, body }, service);
    signer.addAuthorization({ accessKeyId, secretKey }, now());
    return headers;
  },
  headersOf: (headers) => new Headers(headers),
  check: checkVolcengineSignature,
};
