import { signRequest, type Verification, verifyRequest } from "@viking-kb/auth";
import { operations } from "@viking-kb/spec";
import { describe, expect, test } from "vitest";
import { signComparisons } from "./comparisons.js";
import { contentType, createRequests, host, method, movingClock, type UnsignedRequest } from "./request.js";
import { checkAwsSignature, checkVolcengineSignature } from "./signature-checks.js";
import { type Signer, signingContestant } from "./signer.js";
import { aws4, vikingKb } from "./signers.js";
import { createVerifier } from "./verifier.js";

test.each([
  { bytes: 100, urls: "operations", keys: 1, differentUrls: Object.keys(operations).length },
  { bytes: 64 * 1024, urls: "operations", keys: 1, differentUrls: Object.keys(operations).length },
  { bytes: 100, urls: "any", keys: 4, differentUrls: 1_024 },
] as const)("requests of $bytes B to $urls URLs alternate in all that could be remembered", (options) => {
  const requests = createRequests({ ...options, count: 1_024 });
  expect(new Set(requests.map(({ body }) => body)).size).toBe(1_024);
  expect(new Set(requests.map(({ url }) => url)).size).toBe(options.differentUrls);
  expect(new Set(requests.map(({ credentials }) => credentials.secretAccessKey)).size).toBe(options.keys);
  for (const [index, { body, url }] of requests.entries()) {
    expect(Buffer.byteLength(body)).toBe(options.bytes);
    expect(JSON.parse(body)).toMatchObject({ collection_name: "faq" });
    expect(url).not.toBe(requests[index + 1]?.url);
  }
});

describe.each(signComparisons)("$name", ({ prepare, gates }) => {
  test("every contestant does its job, and every gate is one of theirs", async () => {
    const { baseline, contestants } = await prepare({ quick: true });
    for (const { check } of [baseline, ...contestants]) await check();
    expect(contestants.map(({ name }) => name)).toEqual(
      expect.arrayContaining(gates.map(({ contestant }) => contestant)),
    );
    expect(gates.length).toBeGreaterThan(0);
  });
});

/** A signer that gives again what it gave before for whatever is the same in this text. */
function remembering<Signed>(signer: Signer<Signed>, sameText: (request: UnsignedRequest, date: Date) => string) {
  const remembered = new Map<string, Signed>();
  const sign = (request: UnsignedRequest, now: () => Date) => {
    const date = now();
    const text = sameText(request, date);
    const signed = remembered.get(text) ?? signer.sign(request, () => date);
    remembered.set(text, signed);
    return signed;
  };
  return { ...signer, sign };
}

describe("a signer that cheats is found:", () => {
  // A body may go to two URLs, and be signed by two keys, within one second.
  const made = createRequests({ count: 16, bytes: 100, urls: "any", keys: 4 });
  const requests = made.flatMap((request, index) => [
    request,
    { ...request, url: `${request.url}/x`, path: `${request.path}/x` },
    { ...request, credentials: made[index ^ 1]?.credentials ?? request.credentials },
  ]);
  const cheats: readonly { readonly how: string; readonly contestant: ReturnType<typeof signingContestant> }[] = [
    {
      how: "ours, one signature for all",
      contestant: signingContestant(
        remembering(vikingKb, () => ""),
        requests,
        1_000,
      ),
    },
    {
      how: "a peer, one signature for all",
      contestant: signingContestant(
        remembering(aws4, () => ""),
        requests,
        1_000,
      ),
    },
    {
      how: "ours, whatever the second",
      contestant: signingContestant(
        remembering(vikingKb, (request) => JSON.stringify(request)),
        requests,
        1_000,
      ),
    },
    {
      how: "a peer, whatever the second",
      contestant: signingContestant(
        remembering(aws4, (request) => JSON.stringify(request)),
        requests,
        1_000,
      ),
    },
    {
      how: "ours, adding nothing",
      contestant: signingContestant({ ...vikingKb, headersOf: () => new Headers() }, requests, 1_000),
    },
    {
      how: "a peer, adding nothing",
      contestant: signingContestant({ ...aws4, headersOf: () => new Headers() }, requests, 1_000),
    },
  ];
  test.each(cheats)("$how", async ({ contestant }) => {
    await expect(contestant.check()).rejects.toThrow(/^its (signature|Authorization header) /);
  });
});

describe("a verifier that answers from memory is found:", () => {
  const requests = createRequests({ count: 16, bytes: 100, urls: "operations", keys: 4 });
  type Received = Parameters<typeof verifyRequest>[0];
  const headersOf = ({ headers }: Received) => JSON.stringify([...(headers as Iterable<unknown>)]);
  const rows: readonly {
    readonly what: string;
    readonly text: (request: Received) => string;
    readonly told: string;
  }[] = [
    { what: "by its headers", text: headersOf, told: "it accepts a request for another path." },
    {
      what: "by its headers and path",
      text: (request) => headersOf(request) + request.target,
      told: "it accepts a request with another body.",
    },
    {
      what: "by its path and body",
      text: ({ target, body }) => `${target} ${body}`,
      told: "it accepts a request with another signature.",
    },
    {
      what: "by all that was sent",
      text: (request) => `${headersOf(request)} ${request.target} ${request.body}`,
      told: "it accepts a request of a key that is gone.",
    },
  ];
  test.each(rows)("$what", async ({ text, told }) => {
    const remembered = new Map<string, Promise<Verification>>();
    // It learns what is right before anything wrong comes.
    const verify: typeof verifyRequest = (request, options) => {
      const kept = remembered.get(text(request)) ?? verifyRequest(request, options);
      remembered.set(text(request), kept);
      return kept;
    };
    await expect((await createVerifier(requests, verify)).check()).rejects.toThrow(told);
  });
});

test("the two schemes are told apart", async () => {
  const [request] = createRequests({ count: 1, bytes: 100, urls: "operations", keys: 1 });
  if (request === undefined) throw new Error("There is no request.");
  const date = movingClock(1)();
  const headers = { "content-type": contentType };
  const { url, body, credentials } = request;
  const signed = await signRequest({ method, url, headers, body }, { credentials, now: () => date });
  const sent = new Headers({ ...headers, host, ...signed });
  await expect(checkVolcengineSignature(sent, request, date)).resolves.toBeUndefined();
  expect(() => checkAwsSignature(sent, request)).toThrow("its Authorization header");
});
