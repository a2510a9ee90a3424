import { readFileSync } from "node:fs";

/** A request that was given to official signers, and what each of them made of it. */
export interface VectorCase {
  readonly id: string;
  readonly kind: "header" | "presign";
  readonly input: {
    readonly method: string;
    readonly host: string;
    readonly wire_path: string;
    readonly wire_query: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: { readonly kind: "none" } | { readonly kind: "utf8"; readonly text: string };
    readonly credentials: {
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    };
    readonly region: string;
    readonly date: string;
    readonly x_date: string;
  };
  readonly results: readonly VectorResult[];
}

/** The result of one official signer. A presigned one lacks some of the fields. */
interface VectorResult {
  readonly impl: string;
  readonly profile: string;
  readonly signed_headers: string;
  readonly x_content_sha256?: string;
  readonly canonical_request: string;
  readonly string_to_sign: string;
  readonly authorization: string;
  /** Only in a presigned result. */
  readonly signature?: string;
  readonly accepted_by_reference_rule: boolean;
}

/** A case and one of its results, with a name for the table. */
export interface VectorRow {
  readonly name: string;
  readonly input: VectorCase["input"];
  readonly result: VectorResult;
}

const file = new URL("../vectors/signature-vectors.json", import.meta.url);

/** All cases, as the file has them. */
export const vectorCases: readonly VectorCase[] = JSON.parse(readFileSync(file, "utf8")).cases;

/** Every result of every case that is signed in a header, in the order of the file. */
export const headerRows: readonly VectorRow[] = vectorCases
  .filter(({ kind }) => kind === "header")
  .flatMap(({ id, input, results }) =>
    results.map((result) => ({ name: `${id} ${result.impl} ${result.profile}`, input, result })),
  );

/** The bytes of a case's body. */
export function vectorBody({ body }: VectorCase["input"]): Uint8Array {
  return new TextEncoder().encode(body.kind === "utf8" ? body.text : "");
}

/** The caller's headers under a profile: the `min` profiles send no Content-Type. */
export function callerHeaders(input: VectorCase["input"], profile: string): [string, string][] {
  const headers = Object.entries(input.headers);
  return profile.startsWith("min") ? headers.filter(([name]) => name !== "Content-Type") : headers;
}

/** The header lines that an official signer's request had on the wire. */
export function wireHeaders({ input, result }: VectorRow): [string, string][] {
  const { sessionToken } = input.credentials;
  return [
    ["Host", input.host],
    ...callerHeaders(input, result.profile),
    ...defaultContentType(input, result),
    ["X-Date", input.x_date],
    ...(result.x_content_sha256 ? [["X-Content-Sha256", result.x_content_sha256] as [string, string]] : []),
    ...(sessionToken ? [["X-Security-Token", sessionToken] as [string, string]] : []),
    ["Authorization", result.authorization],
  ];
}

/** The Python signer adds a default Content-Type to requests other than GET that have none, and signs it. */
function defaultContentType(input: VectorCase["input"], result: VectorResult): [string, string][] {
  const signed = result.signed_headers.split(";").includes("content-type");
  const given = "Content-Type" in input.headers;
  return signed && !given ? [["Content-Type", "application/x-www-form-urlencoded; charset=utf-8"]] : [];
}

/** The request target as it was sent. */
export function wireTarget({ wire_path, wire_query }: VectorCase["input"]): string {
  return wire_query === "" ? wire_path : `${wire_path}?${wire_query}`;
}
