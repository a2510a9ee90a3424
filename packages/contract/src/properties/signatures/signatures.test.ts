import { type RefusalReason, refusalReasons, signRequest, verifyRequest } from "@viking-kb/auth";
import { expect, it } from "vitest";
import { type Draft, rightDraft, write } from "./draft.js";
import { rightSignatures } from "./right-signatures.js";
import { wrongSignatures } from "./wrong-signatures.js";

const date = new Date("2026-03-04T05:06:07Z");
const region = "cn-beijing";
const credentials = { accessKeyId: "AKLTowner", secretAccessKey: "Secret-of-the-owner" };
const restricted = { accessKeyId: "AKLTother", secretAccessKey: "Secret-of-the-other" };
const base = new URL("http://127.0.0.1:4020/a%20prefix/");
const [path, otherPath] = ["/api/knowledge/task/info", "/api/knowledge/doc/info"];
const body = '{"task_id":"xxx"}';
const right = rightDraft({ path, base, body, credentials, region, date });
const surroundings = { date, region, otherPath, restricted };

const temporary = { ...credentials, accessKeyId: "AKTPowner", sessionToken: "a-session-of-the-owner" };
const rightOfTemporary = rightDraft({ path, base, body, credentials: temporary, region, date });

/** What this project's verifier, which the signers' own vectors hold, makes of a draft. */
async function verify(draft: Draft): Promise<string> {
  const { target, headers, body: sent } = write(draft);
  const received = {
    method: draft.method,
    target: `/a%20prefix${target}`,
    headers: Object.entries(headers).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    ),
    body: Buffer.from(sent),
  };
  const lookUpKey = (id: string) => [credentials, restricted, temporary].find(({ accessKeyId }) => accessKeyId === id);
  const found = await verifyRequest(received, { lookUpKey, now: () => date });
  return found.ok ? "taken" : found.reason;
}

it("begins with what this project signs", async () => {
  for (const draft of [right, rightOfTemporary]) {
    const { headers } = write(draft);
    const own = draft === right ? credentials : temporary;
    const url = new URL(path.slice(1), base);
    const request = { method: "POST", url, headers: { "content-type": "application/json" }, body };
    expect(headers).toMatchObject(await signRequest(request, { credentials: own, region, now: () => date }));
    expect(await verify(draft)).toBe("taken");
  }
});

const rows = [
  { key: "a key", draft: right },
  { key: "a temporary key", draft: rightOfTemporary },
].flatMap(({ key, draft }) => [
  ...wrongSignatures(draft, surroundings).map((row) => ({ ...row, key, draft, holds: false })),
  ...rightSignatures(draft, date, region).map((row) => ({ ...row, key, draft, holds: true })),
]);

it.each(rows)("of $key, a request $what: its signature holds is $holds", async ({ draft, change, holds }) => {
  expect(write({ ...draft, ...change })).not.toEqual(write(draft));
  expect((await verify({ ...draft, ...change })) === "taken").toBe(holds);
});

it("has a request for each reason that a verifier has for refusing one", async () => {
  // What no client can send, what only bounds work, and the credentials in a query beside those of the header.
  const others: RefusalReason[] = [
    ...(["malformed-method", "malformed-signed-header"] as const),
    ...(["authorization-too-long", "too-many-signed-headers", "target-too-long"] as const),
    ...(["credentials-in-query", "unexpected-security-token"] as const),
  ];
  const found = await Promise.all(rows.map(({ draft, change }) => verify({ ...draft, ...change })));
  const reasons = (Object.keys(refusalReasons) as RefusalReason[]).filter((reason) => !others.includes(reason));
  expect(new Set(found.filter((reason) => reason !== "taken"))).toEqual(new Set(reasons));
});
