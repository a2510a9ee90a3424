import { describe, expect, it } from "vitest";
import { body, bytes, contentType, data, drop, type Edit, set, status } from "../../testing/answer-edits.js";
import { answerTo, caseOf, serverCaseCount } from "../../testing/documented-cases.js";
import { owner, restricted, startDocumentedServer } from "../../testing/documented-server.js";
import { readStrictContract } from "../strict-contract.js";
import { verifyContract } from "../verify-contract.js";
import { createPrismOpinion } from "./prism-opinion.js";

const opinion = await createPrismOpinion(readStrictContract(), new URL("http://127.0.0.1"));

describe("Prism", () => {
  const title = "getTaskInfo 200 documented";
  const found: [what: string, edit: Edit, at: string, message: RegExp][] = [
    ["a field that is missing", body(drop("request_id")), "body", /must have required property 'request_id'/],
    ["another type", body(set({ request_id: 1 })), "/request_id", /must be string/],
    ["a value out of range", body(data(set({ percentage: 101 }))), "/data/percentage", /must be <= 100/],
    ["an unknown value", body(data(set({ status: "odd" }))), "/data/status", /one of the allowed values/],
    ["a field too many", body(set({ debug: true })), "body", /found 'debug'/],
    ["a status that is not documented", status(201), "answer", /Unable to match the returned status code/],
    ["another content type", contentType("text/html"), "answer", /media type "text\/html" does not match/],
    ["a body that is cut off", bytes((all) => all.subarray(0, 20)), "body", /is not JSON/],
    ["an empty body", bytes(() => Buffer.alloc(0)), "body", /is not JSON/],
  ];
  it.each(found)("finds %s", async (_what, edit, at, message) => {
    const documented = caseOf(title);
    const findings = await opinion(documented.path, edit(answerTo(documented)));
    expect(findings[0]).toEqual({ at, message: expect.stringMatching(message) });
  });

  const passed: [what: string, title: string, edit: Edit][] = [
    ["an answer as documented", title, (answer) => answer],
    ["a charset beside the content type", title, contentType("application/json; charset=utf-8")],
    ["another documented status with its own body", title, () => answerTo(caseOf("getTaskInfo 401 unauthorized"))],
    ["a key that comes twice", title, bytes((all) => Buffer.from(all.toString().replace("{", '{"code":0,')))],
    ["a count that is wrong", "listPoints 200 text-chunks", body(data(set({ count: 1 })))],
  ];
  it.each(passed)("has no opinion against %s", async (_what, title, edit) => {
    const documented = caseOf(title);
    expect(await opinion(documented.path, edit(answerTo(documented)))).toEqual([]);
  });
});

describe("the layer", () => {
  const target = { kind: "server", credentials: owner, restrictedCredentials: restricted } as const;
  const verify = async (edit?: (text: string) => string) => {
    const server = await startDocumentedServer("", edit && { read: (text) => text, write: edit });
    const { layers, kept } = await verifyContract(server.url, { target, layers: ["prism"] });
    await server.close();
    return { kept, result: layers[0]?.result };
  };

  it("tries every case, and keeps quiet about a server that answers as documented", async () => {
    const { kept, result } = await verify();
    expect(kept).toBe(true);
    expect(result).toMatchObject({ outcome: "kept", checks: serverCaseCount, failures: [] });
  });

  it("names the cases whose answers are wrong", async () => {
    const { kept, result } = await verify((text) => text.replace('"percentage":42', '"percentage":"42"'));
    expect(kept).toBe(false);
    expect(result?.outcome).toBe("broken");
    expect(result?.failures.map(({ title }) => title)).toEqual(["getTaskInfo 200 failed", "getTaskInfo 200 running"]);
    expect(result?.failures[0]?.findings[0]?.at).toBe("/data/percentage");
  });
});
