import { Signer as VolcengineSigner } from "@volcengine/openapi";
import { credentials } from "../../../credentials.js";
import { checkVolcengineSignature } from "../check-volcengine-signature.js";
import { contentType, host, method, path, region, service } from "../request.js";
import type { Signer } from "../signer.js";

const key = { accessKeyId: credentials.accessKeyId, secretKey: credentials.secretAccessKey };

/** The vendor's own, for Node: the only peer that signs by the same scheme. It leaves Content-Type unsigned. */
export const volcengine: Signer<Readonly<Record<string, string>>> = {
  name: "@volcengine/openapi",
  sign: (body) => {
    // It writes into the headers it is given.
    const headers: Record<string, string> = { Host: host, "Content-Type": contentType };
    new VolcengineSigner({ region, method, pathname: path, headers, body }, service).addAuthorization(key);
    return headers;
  },
  headersOf: (headers) => new Headers(headers),
  check: checkVolcengineSignature,
};
