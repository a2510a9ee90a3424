import type { Refusal } from "../received.js";
import { altered, headersInSampleOrder, headersWith } from "../received.js";

/** Together with the base's four headers, one more than a verifier takes. */
const sixtyOne = Array.from({ length: 61 }, (_, index) => [`x-${100 + index}`, "v"]);

/** Headers as they stand in a canonical request. */
const canonical = (headers: [string, string][]) => headers.map(([name, value]) => `${name}:${value}\n`).join("");

/** Requests whose SignedHeaders, or a header that it names, is at fault. */
export const signedHeaderRefusals: readonly Refusal[] = [
  ["SignedHeaders empty", "malformed-signed-headers", { signedHeaders: [], sentHeaders: headersWith({}) }],
  [
    "SignedHeaders put into another order after signing",
    "signature-mismatch",
    altered("content-type;host", "host;content-type"),
  ],
  [
    "SignedHeaders sorted after signing",
    "signature-mismatch",
    {
      signedHeaders: headersInSampleOrder(),
      ...altered(/SignedHeaders=[^,]+/, "SignedHeaders=content-type;host;x-content-sha256;x-date"),
    },
  ],
  [
    "canonical headers sorted, SignedHeaders not",
    "signature-mismatch",
    {
      signedHeaders: headersInSampleOrder(),
      rewrite: (text) => text.replace(canonical(headersInSampleOrder()), canonical(headersWith({}))),
    },
  ],
  ["SignedHeaders naming one twice", "malformed-signed-headers", altered("host;", "host;host;")],
  ["SignedHeaders naming one twice, apart", "malformed-signed-headers", altered("x-date,", "x-date;host,")],
  [
    "SignedHeaders naming one twice, as signed",
    "malformed-signed-headers",
    { signedHeaders: [...headersInSampleOrder(), ["host", "localhost:3000"]], sentHeaders: headersWith({}) },
  ],
  [
    "SignedHeaders in upper case",
    "malformed-signed-headers",
    { signedHeaders: headersWith({}).map(([name, value]) => [name.toUpperCase(), value]) },
  ],
  ["SignedHeaders with a space", "malformed-signed-headers", altered("host;", "host; ")],
  ["SignedHeaders in upper case in part", "malformed-signed-headers", altered("x-date,", "X-Date,")],
  ["SignedHeaders ending in ;", "malformed-signed-headers", altered("x-date,", "x-date;,")],
  ["SignedHeaders beginning with ;", "malformed-signed-headers", altered("SignedHeaders=", "SignedHeaders=;")],
  ["SignedHeaders with nothing between two ;", "malformed-signed-headers", altered("host;", "host;;")],
  [
    "SignedHeaders naming an absent header",
    "missing-signed-header",
    { signedHeaders: headersWith({ "x-note": "" }), sentHeaders: headersWith({}) },
  ],
  [
    "SignedHeaders naming an absent header, in an order of their own",
    "missing-signed-header",
    { signedHeaders: headersInSampleOrder({ "x-note": "" }), sentHeaders: headersWith({}) },
  ],
  [
    "a signed header sent twice",
    "repeated-signed-header",
    { sentHeaders: [...headersWith({}), ["Host", "localhost:3000"]] },
  ],
  [
    "a signed header sent twice, SignedHeaders in an order of their own",
    "repeated-signed-header",
    { signedHeaders: headersInSampleOrder(), sentHeaders: [...headersWith({}), ["Host", "localhost:3000"]] },
  ],
  ["65 signed headers", "too-many-signed-headers", { signedHeaders: headersWith(Object.fromEntries(sixtyOne)) }],
  [
    "a line feed in a signed header",
    "malformed-signed-header",
    { signedHeaders: headersWith({ "content-type": "a\nb:c" }) },
  ],
  [
    "a signed header under another name",
    "missing-signed-header",
    { sentHeaders: [...headersWith({ host: undefined }), [":authority", "localhost:3000"]] },
  ],
];
