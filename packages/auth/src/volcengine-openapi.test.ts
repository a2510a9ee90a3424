import { Signer } from "@volcengine/openapi";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomScope, seeded, text } from "../testing/requests.js";
import { signRequest, verifyPresignedUrl, verifyRequest } from "./index.js";

interface SignedByVendor {
  readonly method: string;
  readonly host: string;
  /** As their signer wants it: encoded. */
  readonly pathname: string;
  readonly params: Readonly<Record<string, string | string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly date: Date;
  readonly region: string;
  readonly service: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** The signer of the vendor's `@volcengine/openapi`, version 1.36.2, given a request. */
function vendorSigner({ method, host, pathname, params, headers, body, region, service }: SignedByVendor) {
  const given: Record<string, string> = { Host: host, ...headers };
  return {
    given,
    signer: new Signer({ method, region, pathname, params: { ...params }, headers: given, body }, service),
  };
}

function vendorKey({ accessKeyId, secretAccessKey, sessionToken }: SignedByVendor) {
  return { accessKeyId, secretKey: secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** The headers that it sends. */
function signAsVendor(request: SignedByVendor): Record<string, string> {
  const { given, signer } = vendorSigner(request);
  signer.addAuthorization(vendorKey(request), request.date);
  return given;
}

/** What stands behind the `?` on the wire, in the order in which the caller gave it. */
function wireQuery(params: SignedByVendor["params"]): string {
  const pairs = Object.entries(params).flatMap(([name, values]) => [values].flat().map((value) => [name, value]));
  return pairs.map((pair) => pair.map((part) => encodeURIComponent(part ?? "")).join("=")).join("&");
}

function targetOf({ pathname, params }: SignedByVendor): string {
  const query = wireQuery(params);
  return query === "" ? pathname : `${pathname}?${query}`;
}

const verify = (request: SignedByVendor, headers: Record<string, string>, method = request.method) =>
  verifyRequest(
    {
      method,
      target: targetOf(request),
      headers: Object.entries(headers),
      body: new TextEncoder().encode(request.body),
    },
    { lookUpKey: () => request, now: () => request.date, service: request.service },
  );

const encodeSegment = (segment: string) =>
  encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Their names are keys of an object and sorted by UTF-16: neither whole numbers nor letters beyond U+FFFF go there. */
const parameterName = text({ minLength: 1, maxLength: 8 }).filter(
  (name) => !/^\d+$/.test(name) && name !== "__proto__" && !/[\u{d800}-\u{dfff}\u{10000}-\u{10ffff}]/u.test(name),
);

const randomRequest: fc.Arbitrary<SignedByVendor> = fc
  .tuple(
    fc.record({
      method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"),
      host: fc.constantFrom("api-knowledgebase.mlp.cn-beijing.volces.com", "kb.example:8080", "127.0.0.1:4020"),
      // A browser resolves the two that are left out.
      pathname: fc
        .array(
          text({ maxLength: 10 }).filter((segment) => segment !== "." && segment !== ".."),
          { maxLength: 5 },
        )
        .map((segments) => `/${segments.map(encodeSegment).join("/")}`),
      params: fc.dictionary(parameterName, text({ maxLength: 12 }), { maxKeys: 6 }),
      // Without a body they send no hash of it, and sign none.
      body: text({ minLength: 1, maxLength: 80 }),
    }),
    randomScope,
  )
  .map(([request, scope]) => ({ ...request, ...scope }));

test("2000 random requests are signed as @volcengine/openapi signs them, and its signatures are accepted", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(randomRequest, async (request) => {
      const headers = signAsVendor(request);
      const { method, host, body, date, region, service } = request;
      const url = `http://${host}${targetOf(request)}`;
      const ours = await signRequest({ method, url, body }, { credentials: request, region, service, now: () => date });
      expect(ours.authorization).toBe(headers.Authorization);
      expect(await verify(request, headers)).toMatchObject({ ok: true, region });
      compared++;
    }),
    seeded({ numRuns: 2_000 }),
  );
  expect(compared).toBe(2_000);
});

/** X-SignedQueries joins names by it, so a link cannot have one that holds it. */
const randomLink = randomRequest.filter(({ params }) => Object.keys(params).every((name) => !name.includes(";")));

test("500 random links of it are accepted, X-Expires being one of the parameters", async () => {
  await fc.assert(
    fc.asyncProperty(randomLink, fc.integer({ min: 1, max: 604_800 }), async (random, seconds) => {
      const request = {
        ...random,
        method: "GET",
        body: "",
        params: { ...random.params, "X-Expires": String(seconds) },
      };
      const query = vendorSigner(request).signer.getSignUrl(vendorKey(request), request.date);
      const { pathname, date, service } = request;
      const verification = await verifyPresignedUrl(
        { method: "GET", target: `${pathname}?${query}` },
        { lookUpKey: () => request, now: () => date, service },
      );
      expect(verification).toMatchObject({ ok: true, accessKeyId: request.accessKeyId });
    }),
    seeded({ numRuns: 500 }),
  );
});

describe("where it breaks the scheme, its signature is refused", () => {
  const base: SignedByVendor = {
    method: "POST",
    host: "kb.example",
    pathname: "/api/knowledge/doc/info",
    params: { a: "1" },
    body: "{}",
    date: new Date("2026-01-15T08:30:00Z"),
    region: "cn-beijing",
    service: "air",
    accessKeyId: "AKLTEXAMPLE",
    secretAccessKey: "example-secret",
  };

  test("the base of these rows is accepted", async () => {
    expect(await verify(base, signAsVendor(base))).toMatchObject({ ok: true });
  });

  test.each<[name: string, change: Partial<SignedByVendor>]>([
    ["it sorts the values under one name", { params: { a: ["2", "1"] } }],
    ["it sorts names by UTF-16", { params: { "😀": "1", "～": "2" } }],
    ["it puts names that are whole numbers first, by their value", { params: { "10": "a", "2": "b", "-": "c" } }],
    ["it collapses white space inside a header's value", { headers: { "X-Note": "a  b" } }],
    ["it signs the path as it is given", { pathname: "/a/%7e" }],
  ])("%s", async (_, change) => {
    const request = { ...base, ...change };
    expect(await verify(request, signAsVendor(request))).toEqual({ ok: false, reason: "signature-mismatch" });
  });

  test("it signs the method in upper case", async () => {
    const request = { ...base, method: "post" };
    expect(await verify(request, signAsVendor(request))).toEqual({ ok: false, reason: "signature-mismatch" });
    expect(await verify(request, signAsVendor(request), "POST")).toMatchObject({ ok: true });
  });
});
