import { describe, expect, test } from "vitest";
import { credentials, options } from "../../testing/finding.js";
import { keys, now, received } from "../../testing/received.js";
import { refusals } from "../../testing/refusals.js";
import { headerRows, vectorBody, wireHeaders, wireTarget } from "../../testing/vectors.js";
import { refusalReasons, verifyRequest } from "../index.js";
import { explainSignature } from "./index.js";

describe("agrees with the verifier", () => {
  const lookUpKey = (id: string) => keys[id];
  test.each(refusals)("on %s: %s", async (_, reason, difference) => {
    const request = received(difference);
    const id = /Credential=([^/]+)/.exec(
      [...request.headers].find(([name]) => name === "Authorization")?.[1] ?? "",
    )?.[1];
    const key = Object.hasOwn(keys, id ?? "") ? keys[id ?? ""] : undefined;
    const known = key?.secretAccessKey ? { accessKeyId: id ?? "", ...key } : credentials;
    const verification = await verifyRequest(request, { lookUpKey, now: () => now });
    expect(verification).toEqual({ ok: false, reason });

    const { findings, verifies } = await explainSignature(request, { ...options, credentials: known });
    const [first] = findings;
    expect(verifies).toBe(false);
    expect(first?.severity).toBe("fault");
    // Behind a signature that does not match, more is found.
    const reasons: string[] = Object.keys(refusalReasons).filter((other) => other !== "signature-mismatch");
    if (reason === "signature-mismatch") expect(reasons).not.toContain(first?.kind);
    else expect(first?.kind).toBe(reason);
  });

  const official = (row: (typeof headerRows)[number]) =>
    explainSignature(
      {
        method: row.input.method,
        target: wireTarget(row.input),
        headers: wireHeaders(row),
        body: vectorBody(row.input),
      },
      { credentials: row.input.credentials, region: row.input.region, now: () => new Date(row.input.date) },
    );

  test.each(headerRows.filter(({ result }) => result.accepted_by_reference_rule))(
    "on what it accepts: $name",
    async (row) => {
      const { canonicalRequest, findings, stringToSign, verifies } = await official(row);
      expect(findings.filter(({ severity }) => severity === "fault")).toEqual([]);
      expect(verifies).toBe(true);
      expect(stringToSign).toBe(row.result.string_to_sign);
      const { sessionToken = "none" } = row.input.credentials;
      expect(canonicalRequest).toBe(row.result.canonical_request.replace(sessionToken, "[redacted]"));
    },
  );

  /** The rule that the vendor's own signer breaks, by the case. */
  const deviations: Record<string, string> = {
    "path-space": "path-changed",
    "path-emoji": "path-changed",
    "path-percent-literal": "path-changed",
    "query-repeated": "query-order",
    "query-utf16-vs-codepoint-order": "query-order",
    "hdr-multispace": "header-white-space",
    "hdr-order-dash-underscore": "header-order",
  };
  test.each(headerRows.filter(({ result }) => !result.accepted_by_reference_rule))(
    "and names what the official signer does otherwise: $name",
    async (row) => {
      const { findings } = await official(row);
      expect(findings.filter(({ severity }) => severity === "fault").map(({ kind }) => kind)).toEqual([
        deviations[row.name.split(" ", 1)[0] ?? ""],
      ]);
    },
  );
});
