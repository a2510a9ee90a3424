import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LinkDifference, receivedLink } from "../../testing/links.js";
import { sha256 } from "../../testing/reference-signer.js";
import { randomScope, seeded, text } from "../../testing/requests.js";
import { vectorCases } from "../../testing/vectors.js";
import { type PresignOptions, presignUrl, verifyPresignedUrl } from "../index.js";
import { canonicalRequest } from "../sign/canonical-request.js";
import { canonicalQuery, parseQuery, type QueryParameter } from "../sign/canonical-target.js";
import { deriveSigningKey, signature, stringToSign } from "../sign/signing-key.js";

const now = () => new Date("2026-01-15T08:30:00.789Z");
const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example-secret" };

describe("the presigned results of official signers", () => {
  const rows = vectorCases
    .filter(({ kind }) => kind === "presign")
    .flatMap(({ id, input, results }) =>
      results.map((result) => ({ name: `${id} ${result.impl} ${result.profile}`, input, result })),
    );
  /** The query that each signed. The one of sdk-core shows none and, of these two cases, leaves the token out. */
  const signedQuery = ({ input, result }: (typeof rows)[number]): readonly QueryParameter[] => {
    const shown = result.canonical_request?.split("\n")[2];
    if (shown !== undefined) return parseQuery(shown) ?? [];
    const scope = `${input.x_date.slice(0, 8)}/${input.region}/air/request`;
    const own = { "X-Algorithm": "HMAC-SHA256", "X-Credential": `${input.credentials.accessKeyId}/${scope}` };
    const rest = { "X-Date": input.x_date, "X-NotSignBody": "", "X-SignedHeaders": result.signed_headers };
    const given = parseQuery(input.wire_query) ?? [];
    return [...given, ...Object.entries({ ...own, ...rest })];
  };

  test("are the fifteen that these tests were written for", () => {
    expect(rows).toHaveLength(15);
    expect(rows.filter(({ result }) => !result.accepted_by_reference_rule).map(({ name }) => name)).toEqual([
      "presign-sts python presign",
      "presign-reserved node-sdk-core presign",
      "presign-reserved node-sdk-core presign-host",
    ]);
  });

  test.each(rows)("$name: reproduced, $result.accepted_by_reference_rule where it follows the scheme", async (row) => {
    const { input, result } = row;
    const headers = result.signed_headers === "host" ? ([["host", input.host]] as const) : [];
    const query = canonicalQuery(signedQuery(row));
    const text = canonicalRequest({ method: "GET", uri: "/", query, headers, contentHash: sha256("") });
    const scope = `${input.x_date.slice(0, 8)}/${input.region}/air/request`;
    if (result.canonical_request !== undefined) {
      expect(text).toBe(result.canonical_request);
      expect(await stringToSign(input.x_date, scope, text)).toBe(result.string_to_sign);
    }
    const key = await deriveSigningKey(input.credentials.secretAccessKey, scope);
    const digits = await signature(key, input.x_date, text);
    // Python's leaves the token out of the query that it signs, which is why a verifier refuses it, not out of its
    // sums.
    const isReproduced = result.accepted_by_reference_rule || result.impl === "python";
    expect(digits === result.signature).toBe(isReproduced);
  });
});

describe("a link is signed to the letter as by the reference signer:", () => {
  const rows: Record<string, [url: string | URL, options: Partial<PresignOptions>, difference: LinkDifference]> = {
    "good for 900 s unless told": ["https://kb.example/files/report.zip?name=a%20b", {}, {}],
    "for another time": [
      "https://kb.example/files/report.zip?name=a+b",
      { expiresInSeconds: 604_800 },
      { parameters: { "X-Expires": "604800" } },
    ],
    "a URL object, another path, no query": [
      new URL("https://kb.example/"),
      {},
      { path: "/", parameters: { name: undefined } },
    ],
    "a temporary key": [
      "https://kb.example/files/report.zip?name=a%20b",
      { credentials: { ...credentials, sessionToken: "STSa+/b==" } },
      { parameters: { "X-Security-Token": "STSa+/b==" } },
    ],
    "another region and service": [
      "https://kb.example/files/report.zip?name=a%20b#fragment",
      { region: "", service: "tos" },
      { scope: "20260115//tos/request" },
    ],
  };
  test.each(Object.entries(rows))("%s", async (_, [url, options, difference]) => {
    const link = await presignUrl(url, { credentials, now, ...options });
    expect(link).toBe(`https://kb.example${receivedLink(difference).target}`);
  });
});

test("random links verify until they expire, and not with a second more", async () => {
  const path = text({ maxLength: 20 }).map((value) => `/${encodeURIComponent(value)}`);
  const name = text({ minLength: 1, maxLength: 6 }).filter((value) => !/;|^x-/i.test(value));
  const query = fc.uniqueArray(fc.tuple(name, text({ maxLength: 8 })), { maxLength: 5, selector: ([key]) => key });
  await fc.assert(
    fc.asyncProperty(
      path,
      query,
      fc.integer({ min: 1, max: 604_800 }),
      randomScope,
      async (where, what, seconds, key) => {
        const url = `http://kb.example:3000${where}?${new URLSearchParams(what)}`;
        const { date, region, service } = key;
        const options = { credentials: key, region, service, now: () => date, expiresInSeconds: seconds };
        const { pathname, search } = new URL(await presignUrl(url, options));
        const verify = (later: number) =>
          verifyPresignedUrl(
            { method: "GET", target: pathname + search },
            { lookUpKey: () => key, service, now: () => new Date(date.getTime() + later * 1000) },
          );
        expect(await verify(seconds)).toMatchObject({ ok: true, region });
        expect(await verify(seconds + 1)).toEqual({ ok: false, reason: "link-expired" });
      },
    ),
    seeded({ numRuns: 500 }),
  );
});

describe("what cannot be presigned is rejected with advice and without values", () => {
  const secret = "do-not-show-me";
  const rows: [name: string, message: RegExp, change: Partial<PresignOptions> & { url?: string }][] = [
    ["a relative URL", /absolute/, { url: `/${secret}` }],
    ["credentials in the query", /set by signing/, { url: `https://kb.example/?x-credential=${secret}` }],
    ["an X-Expires of the caller's", /set by signing/, { url: `https://kb.example/?x-expires=${secret}` }],
    ["a parameter twice", /twice/, { url: `https://kb.example/?${secret}=1&${secret}=2` }],
    ["a semicolon in a name", /semicolon/, { url: `https://kb.example/?a;${secret}=1` }],
    ["an empty secret", /secret access key is empty/, { credentials: { accessKeyId: secret, secretAccessKey: "" } }],
    ["a region with a slash", /region/, { region: `${secret}/` }],
    ...[0, -1, 1.5, 604_801, Number.NaN, Number.POSITIVE_INFINITY].map((seconds): (typeof rows)[number] => [
      `a time of ${seconds} s`,
      /expiresInSeconds is not a whole number from 1 to 604800/,
      { expiresInSeconds: seconds },
    ]),
    ["a clock that has stopped", /clock/, { now: () => new Date(Number.NaN) }],
  ];
  test.each(rows)("%s", async (_, message, { url = "https://kb.example/", ...change }) => {
    const error: unknown = await presignUrl(url, { credentials, now, ...change }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain(secret);
  });
});
