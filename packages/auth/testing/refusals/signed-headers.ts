import { altered } from "../altered.js";
import { headersWith } from "../received.js";
import type { Refusal } from "./refusal.js";

/** With the four of the base, one more than a verifier takes. */
const sixtyOne = Array.from({ length: 61 }, (_, index) => [`x-${100 + index}`, "v"]);

/** Requests whose SignedHeaders, or a header that it names, is at fault. */
export const signedHeaderRefusals: readonly Refusal[] = [
  ["SignedHeaders empty", "malformed-signed-headers", { signedHeaders: [], sentHeaders: headersWith({}) }],
  ["SignedHeaders unsorted", "malformed-signed-headers", { signedHeaders: headersWith({}).reverse() }],
  ["SignedHeaders naming one twice", "malformed-signed-headers", altered("host;", "host;host;")],
  [
    "SignedHeaders in upper case",
    "malformed-signed-headers",
    { signedHeaders: headersWith({}).map(([name, value]) => [name.toUpperCase(), value]) },
  ],
  ["SignedHeaders with a space", "malformed-signed-headers", altered("host;", "host; ")],
  ["SignedHeaders ending in ;", "malformed-signed-headers", altered("x-date,", "x-date;,")],
  [
    "SignedHeaders naming an absent header",
    "missing-signed-header",
    { signedHeaders: headersWith({ "x-note": "" }), sentHeaders: headersWith({}) },
  ],
  [
    "a signed header sent twice",
    "repeated-signed-header",
    { sentHeaders: [...headersWith({}), ["Host", "localhost:3000"]] },
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
