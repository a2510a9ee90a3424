import { createModel, owner, startModelServer } from "@viking-kb/model";
import { expect, it } from "vitest";
import { cases } from "../../testing/documented-cases.js";
import { type VerifyOptions, verifyContract } from "../verify-contract.js";

const quotaExceeded = { code: 1000029, message: "quota exceeded" };

/** Refuses what is sent again and again: the cases are each sent once, but for those that are to use up a quota. */
async function verifyLimiting(
  body: object | undefined,
  { usesUpQuota = true, ...options }: { readonly usesUpQuota?: boolean } & Pick<VerifyOptions, "operations"> = {},
) {
  const model = createModel();
  const refused = { status: 429, body: { ...body }, headers: { "retry-after": "0" } };
  let [last, repeated] = ["", 0];
  const server = await startModelServer({
    answer(path, sent, type) {
      const text = `${path} ${Buffer.from(sent)}`;
      repeated = text === last ? repeated + 1 : 0;
      last = text;
      return body && repeated >= 16 ? refused : model(path, sent, type);
    },
  });
  try {
    const report = await verifyContract(server.url, {
      target: { kind: "server", credentials: owner, usesUpQuota },
      layers: ["dredd", "strict"],
      operations: ["getTaskInfo", "getCollectionInfo"],
      // As long as a busy machine takes for an answer, of many that are asked for at once.
      timeoutMilliseconds: 5_000,
      ...options,
    });
    return { report, limited: report.cases.filter(({ status }) => status === 429) };
  } finally {
    await server.close();
  }
}

it("tries the cases of 429 by sending more than the quota", async () => {
  const { report, limited } = await verifyLimiting(quotaExceeded);
  const tried = limited.filter(({ outcome }) => outcome !== "not tried");
  expect(tried.map(({ operationId, outcome }) => `${operationId} ${outcome}`)).toEqual([
    "getCollectionInfo passed",
    "getTaskInfo passed",
  ]);
  expect(report.layers.map(({ name, result }) => `${name} ${result.outcome}`)).toEqual(["dredd kept", "strict kept"]);
});

it("finds what is wrong in them, in each layer", async () => {
  const { report } = await verifyLimiting({ ...quotaExceeded, code: 1000028 });
  const titles = report.layers.map(({ result }) => result.failures.map(({ title }) => title));
  const both = ["getCollectionInfo 429 rate-limited", "getTaskInfo 429 rate-limited"];
  expect(titles).toEqual([both, both]);
});

it("says that the quota is higher where nothing is refused", async () => {
  const { limited } = await verifyLimiting(undefined, { operations: ["getTaskInfo"] });
  const [one] = limited.filter(({ outcome }) => outcome === "failed");
  expect(one?.findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^did not come: none of \d+ requests within 5 s was answered 429: the quota is higher$/),
  ]);
});

it("leaves them alone where it is not told of a quota", async () => {
  const { report, limited } = await verifyLimiting(quotaExceeded, { usesUpQuota: false });
  expect(limited).toHaveLength(cases.filter(({ status }) => status === 429).length);
  expect(new Set(limited.map(({ outcome }) => outcome))).toEqual(new Set(["not tried"]));
  expect(report.kept).toBe(true);
});
