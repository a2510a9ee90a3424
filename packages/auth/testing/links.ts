import { keys } from "./received.js";
import { referenceSignature, sha256 } from "./reference-signer.js";

type Pair = readonly [name: string, value: string];

/** How a link differs from the base one, which is sound. */
export interface LinkDifference {
  readonly method?: string;
  readonly path?: string;
  /** The path that is signed, when it is not the one that is sent. */
  readonly canonicalPath?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly scope?: string;
  /** Parameters changed, added or (undefined) left out before the link is signed. */
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  /** The value of X-SignedQueries; by default the names of all parameters. */
  readonly signedQueries?: string;
  /** Changes the target after it was signed. */
  readonly target?: (signed: string) => string;
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** A link as a verifier receives it, signed by node:crypto exactly as given. */
export function receivedLink(difference: LinkDifference = {}): { method: string; target: string } {
  const {
    accessKeyId = "AKLTEXAMPLE",
    scope = "20260115/cn-beijing/air/request",
    path = "/files/report.zip",
  } = difference;
  const { secretAccessKey = keys[accessKeyId]?.secretAccessKey ?? "nobody's" } = difference;
  const parameters: Pair[] = Object.entries({
    name: "a b",
    "X-Algorithm": "HMAC-SHA256",
    "X-Credential": `${accessKeyId}/${scope}`,
    "X-Date": "20260115T083000Z",
    "X-Expires": "900",
    "X-NotSignBody": "",
    "X-SignedHeaders": "",
    ...difference.parameters,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const names = [...parameters.map(([name]) => name), "X-SignedQueries"].sort();
  const signedQueries = difference.signedQueries ?? names.join(";");
  const all: Pair[] = [...parameters, ["X-SignedQueries", signedQueries]];
  const query = joined(all.filter(([name]) => signedQueries.split(";").includes(name)));
  const date = difference.parameters?.["X-Date"] ?? "20260115T083000Z";
  const canonicalRequest = ["GET", difference.canonicalPath ?? path, query, "", "", "", sha256("")].join("\n");
  const signature = referenceSignature(canonicalRequest, { date, scope, secretAccessKey });
  const signed = `${path}?${joined(all)}&X-Signature=${signature}`;
  const target = difference.target?.(signed) ?? signed;
  if (difference.target && target === signed) throw new Error("The row changes nothing.");
  return { method: difference.method ?? "GET", target };
}

function joined(parameters: readonly Pair[]): string {
  return parameters
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map((pair) => pair.map(encode).join("="))
    .join("&");
}
