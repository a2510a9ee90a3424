import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { faults } from "../../testing/faults.js";
import { credentials, type Finding, json, options } from "../../testing/finding.js";
import { headersInSampleOrder, headersWith, now, received } from "../../testing/received.js";
import { sha256 } from "../../testing/reference-signer.js";
import { remarks } from "../../testing/remarks.js";
import { signRequest } from "../index.js";
import type { MismatchCause, SignatureRemark } from "./index.js";
import * as face from "./index.js";

const { explainSignature } = face;

describe("finds exactly one fault in", () => {
  test.each(faults)("%s", async (_, { kind, difference, found = {}, options: given = options }) => {
    const { findings, verifies } = await explainSignature(received(difference), given);
    expect(verifies).toBe(false);
    expect(findings).toMatchObject([{ kind, severity: "fault", ...found }]);
    for (const { what, advice } of findings)
      expect([what, advice]).toEqual([expect.any(String), expect.stringMatching(/\.$/)]);
  });
});

describe("only remarks", () => {
  test.each(Object.entries(remarks))("%s", async (_, { kind, difference, found = {}, options: given = options }) => {
    const { findings, verifies } = await explainSignature(received(difference), given);
    expect(findings).toMatchObject([{ kind, severity: "remark", ...found }]);
    expect(verifies).toBe(given.credentials ? true : undefined);
  });
});

test("each cause and each remark has a row", () => {
  const causes: Record<MismatchCause, true> = {
    "body-changed": true,
    "content-type-changed": true,
    "header-order": true,
    "header-white-space": true,
    "host-changed": true,
    "method-changed": true,
    "path-changed": true,
    "path-encoded-twice": true,
    "path-normalised": true,
    "plus-in-query": true,
    "query-changed": true,
    "query-order": true,
    "scope-changed": true,
    "signed-headers-changed": true,
    "secret-misread": true,
    "signing-key-of-another-scope": true,
    "blank-line-missing": true,
  };
  const remarked: Record<SignatureRemark, true> = {
    "clock-drift": true,
    "default-port-in-host": true,
    "header-order": true,
    "other-region": true,
    "path-encoded-twice": true,
    "path-normalised": true,
    "plus-in-query": true,
    "signature-not-checked": true,
    "temporary-key-without-token": true,
    "unsigned-header": true,
  };
  const kindsOf = (rows: readonly (readonly [name: string, Finding])[]) => rows.map(([, { kind }]) => kind);
  expect(kindsOf(faults)).toEqual(expect.arrayContaining(Object.keys(causes)));
  expect(kindsOf(Object.entries(remarks))).toEqual(expect.arrayContaining(Object.keys(remarked)));
});

describe("a request with several faults", () => {
  test("hears of each, in the verifier's order", async () => {
    const { findings } = await explainSignature(
      received({
        scope: "20260115/cn-beijing/iam/request",
        sentHeaders: [...headersWith({ "content-type": "text/plain;charset=UTF-8" }), ["X-Date", "x"]],
        sentBody: "{}",
      }),
      { ...options, now: () => new Date("2026-01-15T09:30:00Z") },
    );
    expect(findings.map(({ kind }) => kind)).toEqual([
      "wrong-service",
      "repeated-date",
      "date-outside-window",
      "content-hash-mismatch",
      "content-type-changed",
    ]);
  });

  test("hears which header an unsorted list gained, and of its order", async () => {
    const { findings } = await explainSignature(
      received({
        signedHeaders: headersInSampleOrder(),
        sentHeaders: headersWith({ "x-note": "a" }),
        authorization: (signed) => signed.replace("content-type,", "content-type;x-note,"),
      }),
      options,
    );
    expect(findings).toMatchObject([
      { kind: "signed-headers-changed", what: "the signature is made without the header x-note" },
      { kind: "header-order", severity: "remark" },
    ]);
  });

  test("is not told of a default port that the verifier forgives", async () => {
    const { findings } = await explainSignature(
      received({
        signedHeaders: headersWith({ host: "kb.example" }),
        sentHeaders: headersWith({ host: "kb.example:443" }),
        sentBody: "{}",
      }),
      options,
    );
    expect(findings.map(({ kind }) => kind)).toEqual(["content-hash-mismatch", "default-port-in-host"]);
  });
});

describe("what is sent", () => {
  const url = "https://kb.example/api/knowledge/doc/info?b=2&a=1";
  const signed = async (headers: Record<string, string> = {}) => ({
    method: "POST",
    url,
    headers: {
      ...headers,
      ...(await signRequest({ method: "POST", url, headers, body: json }, { credentials, now: () => now })),
    },
    body: json,
  });

  test("is explained by its URL, and as plain data", async () => {
    const explanation = await explainSignature(await signed(), options);
    expect(JSON.parse(JSON.stringify(explanation))).toEqual({
      verifies: true,
      findings: [],
      method: "POST",
      target: "/api/knowledge/doc/info?b=2&a=1",
      headers: [
        ["Host", "kb.example"],
        ["x-date", "20260115T083000Z"],
        ["x-content-sha256", sha256(json)],
        [
          "authorization",
          "HMAC-SHA256 Credential=AKLTEXAMPLE/20260115/cn-beijing/air/request, " +
            "SignedHeaders=host;x-content-sha256;x-date, Signature=[redacted]",
        ],
      ],
      accessKeyId: "AKLTEXAMPLE",
      scope: { day: "20260115", region: "cn-beijing", service: "air", terminator: "request" },
      date: "20260115T083000Z",
      signedHeaders: ["host", "x-content-sha256", "x-date"],
      contentHash: sha256(json),
      canonicalRequest: [
        "POST",
        "/api/knowledge/doc/info",
        "a=1&b=2",
        "host:kb.example",
        `x-content-sha256:${sha256(json)}`,
        "x-date:20260115T083000Z",
        "",
        "host;x-content-sha256;x-date",
        sha256(json),
      ].join("\n"),
      stringToSign: explanation.stringToSign,
    });
    expect(explanation.stringToSign).toBe(
      `HMAC-SHA256\n20260115T083000Z\n20260115/cn-beijing/air/request\n${sha256(explanation.canonicalRequest ?? "")}`,
    );
  });

  test("may come as Headers, as bytes, with a Host of its own", async () => {
    const { headers, ...request } = await signed({ "content-type": "application/json" });
    const lines = new Headers({ ...headers, host: "kb.example" });
    const body = new TextEncoder().encode(json);
    expect(await explainSignature({ ...request, headers: lines, body }, options)).toMatchObject({
      verifies: true,
      findings: [],
    });
  });

  test("and nothing at all is explained as far as it goes", async () => {
    expect(await explainSignature({ method: "", target: "", headers: [] })).toMatchObject({
      verifies: false,
      findings: [{ kind: "missing-authorization" }],
      scope: undefined,
      canonicalRequest: undefined,
      stringToSign: undefined,
    });
  });

  test.each([
    ["credentials that cannot sign", { credentials: { accessKeyId: "", secretAccessKey: "" } }, TypeError],
    ["a clock without a date", { now: () => new Date("none") }, RangeError],
  ] as const)("is refused with %s", async (_, given, error) => {
    await expect(explainSignature(received(), given)).rejects.toThrow(error);
  });
});

test("is all of its entry, and the package's main entry loads nothing of it", () => {
  expect(Object.keys(face)).toEqual(["explainSignature"]);
  const loaded = new Set<string>();
  const load = (url: URL) => {
    if (loaded.has(url.href)) return;
    loaded.add(url.href);
    const text = readFileSync(new URL(url.href.replace(/js$/, "ts")), "utf8");
    for (const [, specifier = ""] of text.matchAll(/from "(\.[^"]+)"/g)) load(new URL(specifier, url));
  };
  load(new URL("../index.js", import.meta.url));
  expect(loaded.size).toBeGreaterThan(10);
  expect([...loaded].filter((href) => href.includes("/explain/"))).toEqual([]);
});
