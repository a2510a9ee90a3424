import type { JsonObject } from "@viking-kb/contract";
import { caseOf } from "@viking-kb/contract/testing/documented-cases";
import { describe, expect, it } from "vitest";
import { bodyOf, callOf, start, variants } from "../../testing/mutant-calls.js";

describe("a harmless variant", () => {
  const withoutQueries = (body: JsonObject): JsonObject =>
    JSON.parse(JSON.stringify(body).replace(/(https:[^"?]*)\?[^"]*/g, "$1"));
  const [plain, withLinks] = ["listPoints 200 doc-ids-absent", "listPoints 200 attachment"];
  it.each(variants.map(({ id }) => id))("%s says the same", async (id) => {
    const title = id.includes("links") ? withLinks : plain;
    const call = callOf(title);
    const sent = await start(id)(call);
    expect(sent).not.toBe(call.answer);
    const { request_id: _own, ...own } = withoutQueries(bodyOf(sent));
    const { request_id: _documented, ...documented } = withoutQueries(caseOf(title).response);
    expect(own).toEqual(documented);
    expect(sent.status).toBe(200);
  });

  it("signs each link anew, in each answer", async () => {
    const behave = start("harmless/links-signed-anew");
    const links = [await behave(callOf(withLinks)), await behave(callOf(withLinks))].flatMap((answer) =>
      Array.from(JSON.stringify(bodyOf(answer)).matchAll(/https:[^"]*/g), ([link]) => link),
    );
    expect(links.length).toBeGreaterThan(1);
    expect(new Set(links).size).toBe(links.length);
  });
});
