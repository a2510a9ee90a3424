import { signRequest } from "@viking-kb/auth";
import { describe, expect, test } from "vitest";
import { credentials } from "../../credentials.js";
import { checkAwsSignature } from "./check-aws-signature.js";
import { checkVolcengineSignature } from "./check-volcengine-signature.js";
import { signComparisons } from "./comparisons.js";
import { contentType, createBodies, host, method, url } from "./request.js";
import { signingContestant } from "./signer.js";
import { aws4 } from "./signers/aws4.js";
import { vikingKb } from "./signers/viking-kb.js";

test.each([100, 64 * 1024])("bodies are JSON of exactly %i bytes, no two alike", (bytes) => {
  const bodies = createBodies(bytes);
  expect(new Set(bodies).size).toBe(8);
  for (const body of bodies) {
    expect(Buffer.byteLength(body)).toBe(bytes);
    expect(JSON.parse(body)).toMatchObject({ collection_name: "faq" });
  }
});

describe.each(signComparisons)("$name", ({ prepare, gates }) => {
  test("every contestant does its job, and every gate is one of theirs", async () => {
    const { baseline, contestants } = await prepare();
    for (const { check } of [baseline, ...contestants]) await check();
    expect(contestants.map(({ name }) => name)).toEqual(
      expect.arrayContaining(gates.map(({ contestant }) => contestant)),
    );
    expect(gates.length).toBeGreaterThan(0);
  });
});

describe("a signer that cheats is found", () => {
  const bodies = createBodies(100);
  const [first = ""] = bodies;
  const cheats: [how: string, contestant: ReturnType<typeof signingContestant>][] = [
    [
      "ours, signing the first body again and again",
      signingContestant({ ...vikingKb, sign: () => vikingKb.sign(first) }, bodies),
    ],
    [
      "a peer, signing the first body again and again",
      signingContestant({ ...aws4, sign: () => aws4.sign(first) }, bodies),
    ],
    ["ours, adding nothing", signingContestant({ ...vikingKb, headersOf: () => new Headers() }, bodies)],
    ["a peer, adding nothing", signingContestant({ ...aws4, headersOf: () => new Headers() }, bodies)],
  ];
  test.each(cheats)("%s", async (_how, { check }) => {
    await expect(check()).rejects.toThrow(/^its (signature|Authorization header) /);
  });
});

test("the two schemes are told apart", async () => {
  const [body = ""] = createBodies(100);
  const headers = { "content-type": contentType };
  const signed = await signRequest({ method, url, headers, body }, { credentials });
  const sent = new Headers({ ...headers, host, ...signed });
  await expect(checkVolcengineSignature(sent, body)).resolves.toBeUndefined();
  expect(() => checkAwsSignature(sent, body)).toThrow("its Authorization header");
});
