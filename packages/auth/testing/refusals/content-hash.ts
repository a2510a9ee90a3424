import type { Refusal } from "../received.js";
import { baseHeaders, type Difference, headersWith } from "../received.js";
import { sha256 } from "../reference-signer.js";

/** A request whose X-Content-Sha256, sent and signed, is this text. */
const hashed = (text: string): Difference => ({ signedHeaders: headersWith({ "x-content-sha256": text }) });

/** Requests whose body is not the one that was signed, or whose X-Content-Sha256 is at fault. */
export const contentHashRefusals: readonly Refusal[] = [
  ["a body changed by a byte, its hash sent", "content-hash-mismatch", { sentBody: '{"doc_id":"d2"}' }],
  [
    "a body changed by a byte, no hash sent",
    "signature-mismatch",
    { signedHeaders: headersWith({ "x-content-sha256": undefined }), sentBody: '{"doc_id":"d2"}' },
  ],
  ["a body cut off", "content-hash-mismatch", { sentBody: "" }],
  ["a body and a line feed", "content-hash-mismatch", { sentBody: '{"doc_id":"d1"}\n' }],
  [
    "a body in another order of its keys",
    "content-hash-mismatch",
    {
      body: '{"a":1,"b":2}',
      signedHeaders: headersWith({ "x-content-sha256": sha256('{"a":1,"b":2}') }),
      sentBody: '{"b":2,"a":1}',
    },
  ],
  ["the hash of another body", "content-hash-mismatch", hashed(sha256("another"))],
  [
    "the hash of another body, unsigned",
    "content-hash-mismatch",
    {
      signedHeaders: headersWith({ "x-content-sha256": undefined }),
      sentHeaders: headersWith({ "x-content-sha256": sha256("x") }),
    },
  ],
  [
    "the hash twice",
    "repeated-content-hash",
    { sentHeaders: [...headersWith({}), ["X-Content-Sha256", baseHeaders["x-content-sha256"]]] },
  ],
  ["the hash in upper case", "unsupported-content-hash", hashed(baseHeaders["x-content-sha256"].toUpperCase())],
  ["an empty hash", "unsupported-content-hash", hashed("")],
  ["a hash cut off", "unsupported-content-hash", hashed(baseHeaders["x-content-sha256"].slice(1))],
  ["the hash and more", "unsupported-content-hash", hashed(`${baseHeaders["x-content-sha256"]}00`)],
  [
    "the hash in Base64",
    "unsupported-content-hash",
    hashed(Buffer.from(baseHeaders["x-content-sha256"], "hex").toString("base64")),
  ],
  ["UNSIGNED-PAYLOAD", "unsupported-content-hash", hashed("UNSIGNED-PAYLOAD")],
  ["a streaming signature", "unsupported-content-hash", hashed("STREAMING-HMAC-SHA256-PAYLOAD")],
];
