import { sendRaw } from "@viking-kb/endpoint/testing";
import { afterAll, expect, test } from "vitest";
import { examplesOf, pathOf, strictContract } from "../testing/cases.js";
import { envelopeOf, post } from "../testing/send.js";
import { startMock } from "./start-mock.js";

const requestId = `02${"ab".repeat(25)}c`;
const lines: string[] = [];
const options = { port: 0, newRequestId: () => requestId, log: (line: string) => lines.push(line) };
const mock = await startMock(options);
afterAll(() => mock.close());

const unsigned = { Authorization: "" };
const preferences: [prefer: string, reason: string][] = [
  ["code=418", "Prefer: getTaskInfo has no code 418; it has 200, 400, 401, 403, 429, 500"],
  [
    "code=403, example=running",
    `Prefer: getTaskInfo has no example running under code 403; it has ${examplesOf("getTaskInfo")}`,
  ],
  ["example=nope", `Prefer: getTaskInfo has no example nope; it has ${examplesOf("getTaskInfo")}`],
  ["dynamic=perhaps", "Prefer: dynamic is perhaps, must be true or false"],
  ...["exmaple=running", "example", "rubbish", "code=400, my-code=400"].map((preference): [string, string] => {
    const unknown = preference.split(", ").at(-1);
    return [preference, `Prefer: ${unknown} is not known; there are code=…, example=… and dynamic=true`];
  }),
];
test.each(preferences)("Prefer: %s is refused: %s", async (prefer, reason) => {
  const answer = await post(`${mock.url}${pathOf("getTaskInfo")}`, {}, { Prefer: prefer });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(answer.headers.get("x-tt-logid")).toBe(requestId);
  expect(await answer.json()).toEqual({
    code: 1000003,
    message: `invalid request:${reason}`,
    request_id: requestId,
  });
});

test.each([
  ["{}", {}],
  ["{oops", {}],
  ["{}", { "Content-Type": "text/plain" }],
  [JSON.stringify({ task_id: "xxx" }), { Prefer: "dynamic=true" }],
])("Unsigned, %s %j is answered with the documented 401", async (body, headers) => {
  const answer = await post(`${mock.url}${pathOf("getTaskInfo")}`, body, { ...unsigned, ...headers });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ code: 1000001, message: "unauthorized" });
});

test.each([
  ["no Host in HTTP/1.0", "1.0", ""],
  ["an odd Expect", "1.1", "Host: x\r\nExpect: odd\r\n"],
])("The envelope, also for %s", async (_what, version, header) => {
  const head = `POST ${pathOf("getTaskInfo")} HTTP/${version}\r\nAuthorization: x\r\n${header}Connection: close\r\n\r\n`;
  const answer = await sendRaw(mock.port, head);
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toEqual({
    code: 1000003,
    message: "invalid request:Content-Type: is absent, must be application/json",
    request_id: requestId,
  });
});

test("A failure inside is logged and not shown", async () => {
  const contract = strictContract();
  delete contract.paths[pathOf("getTaskInfo")].post.responses["200"].content;
  const broken = await startMock({ ...options, contract });
  lines.length = 0;
  const answer = await post(`${broken.url}${pathOf("getTaskInfo")}`, { task_id: "xxx" });
  await broken.close();
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ code: 1000028, message: "internal error", request_id: requestId });
  expect(lines).toEqual([expect.stringContaining("task/info documents no body for 200")]);
});

test("A request_id of the mock's own is 53 hexadecimal characters that begin with 02, another one each time", async () => {
  const own = await startMock({ port: 0 });
  const ask = async () => (await envelopeOf(await fetch(own.url))).request_id;
  const ids = [await ask(), await ask()];
  await own.close();
  for (const id of ids) expect(id).toMatch(/^02[0-9a-f]{51}$/);
  expect(ids[0]).not.toBe(ids[1]);
});
