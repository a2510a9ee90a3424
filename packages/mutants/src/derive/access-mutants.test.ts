import { answerTo, caseOf } from "@viking-kb/contract/testing/documented-cases";
import { describe, expect, it } from "vitest";
import { callOf, start } from "../../testing/mutant-calls.js";

describe("a mutant that lets anybody ask", () => {
  const good = answerTo(caseOf("getDocInfo 200 with-meta"));
  const signed = (id: string) =>
    `HMAC-SHA256 Credential=${id}/20240828/cn-beijing/air/request, SignedHeaders=host;x-date, Signature=${"0".repeat(64)}`;
  const rows: [detail: string, headers: Record<string, string>, passes: boolean][] = [
    ["ignored", {}, true],
    ["presence-alone", {}, false],
    ["presence-alone", { authorization: "any" }, true],
    ["well-formed-alone", { authorization: "any" }, false],
    ["well-formed-alone", { authorization: signed("AKLTNOBODY") }, true],
    ["key-alone", { authorization: signed("AKLTNOBODY") }, false],
    ["key-alone", { authorization: signed("AKLTOWNER") }, true],
    ["missing-allowed", { authorization: "any" }, false],
    ["missing-allowed", {}, true],
    ["bearer-allowed", { authorization: "Bearer abc" }, true],
    ["body-not-covered", { "x-content-sha256": "0".repeat(64) }, true],
    ["any-time", { "x-date": "20200101T000000Z" }, true],
  ];
  it.each(rows)("%s with %j: %s", async (detail, headers, passes) => {
    const call = callOf("getDocInfo 401 unauthorized", { headers }, good);
    const sent = await start(`getDocInfo/access/authentication/${detail}`)(call);
    expect(sent).toBe(passes ? good : call.answer);
  });

  it("or lets every key read everything", async () => {
    const call = callOf("getDocInfo 403 no-permission", {}, good);
    expect(await start("getDocInfo/access/permission/ignored")(call)).toBe(good);
  });
});
