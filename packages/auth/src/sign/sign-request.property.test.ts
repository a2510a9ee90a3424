import fc from "fast-check";
import { expect, test } from "vitest";
import { referenceAuthorization } from "../../testing/reference-signer.js";
import { randomScope, seeded, text } from "../../testing/requests.js";
import { signedHeaders as headersOfScheme } from "../generated/scheme.js";
import { signRequest, verifyRequest } from "../index.js";

const request = fc.record({
  method: fc.constantFrom("GET", "POST", "post", "M-SEARCH", "x"),
  host: fc.constantFrom("kb.example", "a-1..2.example", "kb.example:8080", "[::1]:3000", "127.0.0.1"),
  path: fc
    .oneof(text({ maxLength: 40 }), fc.stringMatching(/^[\w~./-]{0,30}$/))
    .map((path) => `/${path.replaceAll("#", "").replaceAll("?", "").replaceAll("%", "%25")}`),
  query: fc.array(fc.tuple(text({ maxLength: 8 }), text({ maxLength: 12 })), { maxLength: 6 }),
  contentType: fc.option(fc.constantFrom("application/json", " text/plain;\tcharset=utf-8 ", ""), { nil: undefined }),
  body: fc.oneof(text({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 })),
});

/**
 * The signer writes out what a verifier builds from lists of parsed headers and parameters, and the reference signer,
 * which shares no code with either, must come to the same.
 */
test("the signer's direct path and the verifier's general one agree, and the reference signer agrees with both", async () => {
  await fc.assert(
    fc.asyncProperty(request, randomScope, async ({ method, host, path, query, contentType, body }, scope) => {
      const url = new URL(`http://${host}${path}`);
      url.search = new URLSearchParams(query).toString();
      const given = /^[\w~./-]*$/.test(path) ? `http://${host}${path}${url.search}` : url;
      const headers = contentType === undefined ? [] : [["Content-Type", contentType] as const];
      const { date, region, service, ...credentials } = scope;
      const now = () => date;
      const added = await signRequest({ method, url: given, headers, body }, { credentials, region, service, now });

      const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
      const lines = [["Host", url.host] as const, ...headers, ...Object.entries(added)];
      const received = { method, target: url.pathname + url.search, headers: lines, body: bytes };
      const verification = await verifyRequest(received, { lookUpKey: () => credentials, now, service });
      const names = headersOfScheme.filter((name) => lines.some(([sent]) => sent.toLowerCase() === name));
      expect(verification).toMatchObject({ ok: true, region, signedHeaders: names });

      const { accessKeyId, secretAccessKey } = credentials;
      const { "x-date": xDate = "", authorization } = added;
      expect(authorization).toBe(
        referenceAuthorization({
          method,
          date: xDate,
          accessKeyId,
          secretAccessKey,
          scope: `${xDate.slice(0, 8)}/${region}/${service}/request`,
          canonicalUri: url.pathname
            .split("/")
            .map((segment) => encode(decodeURIComponent(segment)))
            .join("/"),
          canonicalQuery: sortedByBytes(query)
            .map(([name, value]) => `${encode(name)}=${encode(value)}`)
            .join("&"),
          signedHeaders: names.map((name) => [name, sentValue(lines, name).trim()] as const),
          body: bytes,
        }),
      );
    }),
    seeded({ numRuns: 1_000 }),
  );
});

function sortedByBytes(query: readonly (readonly [name: string, value: string])[]) {
  return query.toSorted(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

function sentValue(lines: readonly (readonly [name: string, value: string])[], name: string): string {
  return lines.find(([sent]) => sent.toLowerCase() === name)?.[1] ?? "";
}

/** Byte by byte, as the scheme's documentation words it. */
function encode(part: string): string {
  return Array.from(new TextEncoder().encode(part), (byte) => {
    const character = String.fromCharCode(byte);
    return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
