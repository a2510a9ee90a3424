import { member } from "@viking-kb/contract";
import { caseOf } from "@viking-kb/contract/testing/documented-cases";
import { describe, expect, it } from "vitest";
import { bodyOf, callOf, start } from "../../testing/mutant-calls.js";

describe("a mutant with a memory", () => {
  const titles = ["listPoints 200 second-page", "listPoints 200 limit-zero", "listPoints 200 doc-ids-empty"];
  const answers = async (detail: string) => {
    const behave = start(`listPoints/state/state/${detail}`);
    const sent = [];
    for (const title of titles) sent.push(await behave(callOf(title)));
    return sent;
  };
  const documented = titles.map((title) => caseOf(title).response);
  const totals = documented.map((response) => member(response, "data").total_num);

  it("gives the answer before", async () => {
    const sent = (await answers("answer-before")).map((answer) => member(bodyOf(answer), "data").total_num);
    expect(sent).toEqual([totals[0], totals[0], totals[1]]);
  });
  it("gives every answer the same request_id", async () => {
    const ids = (await answers("request-id-constant")).map((answer) => bodyOf(answer).request_id);
    expect(new Set(ids)).toEqual(new Set([documented[0]?.request_id]));
  });
  it("fails every third time", async () => {
    expect((await answers("fails-every-third")).map(({ status }) => status)).toEqual([200, 200, 500]);
  });
  it("caches by collection, under a new request_id", async () => {
    const sent = (await answers("cached-by-collection")).map(bodyOf);
    expect(sent.map((body) => member(body, "data").total_num)).toEqual([totals[0], totals[0], totals[0]]);
    expect(sent.map(({ request_id }) => request_id)).toEqual(documented.map(({ request_id }) => request_id));
  });
  it("begins anew each time it is started", async () => {
    await answers("answer-before");
    const [first] = await answers("answer-before");
    expect(first && member(bodyOf(first), "data").total_num).toBe(totals[0]);
  });
});
