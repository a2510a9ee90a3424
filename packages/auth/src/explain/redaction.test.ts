import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { options } from "../../testing/finding.js";
import { type Difference, headersWith, now, received } from "../../testing/received.js";
import { type ExplainOptions, explainSignature } from "./index.js";

describe("no secret is shown", () => {
  const canary = {
    accessKeyId: "AKTPCANARY",
    secretAccessKey: "c4n4ry/Secret+of+forty/characters+or+so==",
    sessionToken: "STSc4n4ry/token+that/is+long=enough==",
  };
  const { secretAccessKey: secret, sessionToken: token } = canary;
  const signedHeaders = headersWith({ "x-security-token": token });
  const cookie: [string, string] = ["Cookie", `session=c4n4ry-cookie`];
  const rows: Record<string, Difference> = {
    "a sound request": {},
    "another secret": { secretAccessKey: "another" },
    "the secret in a header": { sentHeaders: [...signedHeaders, ["X-Note", `key ${secret}`], cookie] },
    "the token in a header": { signedHeaders: headersWith({ "x-security-token": token, "content-type": token }) },
    "a signed cookie": { signedHeaders: headersWith({ cookie: "c4n4ry-cookie", "x-security-token": token }) },
    "the token unsigned": { signedHeaders: headersWith({}), sentHeaders: signedHeaders },
    "the token twice": { sentHeaders: [...signedHeaders, ["X-Security-Token", `${token}c4n4ry`]] },
    "another token": { signedHeaders: headersWith({ "x-security-token": "STSc4n4ry-another-long-one" }) },
    "the secret in the path": { target: `/a/${encodeURIComponent(secret)}` },
    "the secret in the path, half encoded": { target: `/a/${secret.replace("=", "%3d")}` },
    "the secret in the query": { target: `/a?note=${encodeURIComponent(secret)}` },
    "secrets of others in the query": {
      target: "/a?X-Amz-Signature=c4n4ry&a=1&access_token=c4n4ry&X-Tos-Credential=c4n4ry&api_key=c4n4ry",
    },
    "a presigned link": { target: "/a?X-Signature=c4n4ry&X-Credential=c4n4ry" },
    "a bearer token": { authorization: "Bearer c4n4ry" },
    "a key for all of Authorization": { authorization: "c4n4ry" },
    "a malformed Authorization": { authorization: (signed) => signed.replace("SignedHeaders", "c4n4ry") },
    "the secret as X-Date": { signedHeaders: headersWith({ "x-date": secret, "x-security-token": token }) },
    "the secret as a hash": { signedHeaders: headersWith({ "x-content-sha256": secret, "x-security-token": token }) },
    "the secret as the region": { scope: `20260115/${secret.replaceAll("/", "%2F")}/air/request` },
  };
  const settings: Record<string, ExplainOptions> = {
    "by the key": { credentials: canary, now: () => now },
    "by another key": { credentials: { ...canary, accessKeyId: "AKLTOTHER" }, now: () => now },
  };
  describe.each(Object.entries(settings))("%s", (_, given) => {
    test.each(Object.entries(rows))("of %s", async (_name, difference) => {
      const request = received({ ...canary, signedHeaders, ...difference });
      const [, signature = "none"] = /Signature=(\w+)/.exec(JSON.stringify([...request.headers])) ?? [];
      const explanation = await explainSignature(request, given);
      for (const text of [JSON.stringify(explanation), inspect(explanation, { depth: 9, showHidden: true })]) {
        expect(text).not.toContain(signature);
        expect(text.toLowerCase()).not.toContain("c4n4ry");
      }
    });
  });
});

test("an id that is the secret is not shown either", async () => {
  const pasted = { accessKeyId: "c4n4rySecretAsAnId", secretAccessKey: "c4n4rySecretAsAnId" };
  const explanation = await explainSignature(received(pasted), { ...options, credentials: pasted });
  expect(explanation).toMatchObject({ verifies: true, accessKeyId: "[redacted]" });
  expect(JSON.stringify(explanation)).not.toContain("c4n4ry");
});

test.each(["a", "/", "=", "%2F", "#", "a&"])(
  "a target of nothing but %j takes time in proportion to it",
  async (unit) => {
    const work = async (length: number) => {
      const before = process.cpuUsage();
      await explainSignature(received({ target: `/a?${unit.repeat(length / unit.length)}` }), options);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const shorter = await work(6_000);
    // Sixteen times as long: 256 times the time where it grows with the square.
    expect((await work(96_000)) / Math.max(shorter, 15)).toBeLessThan(64);
  },
);
