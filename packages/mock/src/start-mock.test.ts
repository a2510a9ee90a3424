import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { cases, operations, pathOf, strictContract } from "../testing/cases.js";
import { envelopeOf, post } from "../testing/send.js";
import { startMock } from "./start-mock.js";

const operationIds = operations.map(({ operationId }) => operationId);
const silent = { port: 0, log: () => undefined };

test.each([
  ["the default", undefined],
  ["a document", strictContract()],
  ["a JSON file", fileURLToPath(import.meta.resolve("@viking-kb/spec/openapi.json"))],
  [
    "a YAML file that refers to others",
    fileURLToPath(new URL("openapi.yaml", import.meta.resolve("@viking-kb/spec/package.json"))),
  ],
])("Serves %s, and requires a locator", async (_what, contract) => {
  const mock = await startMock({ ...silent, ...(contract && { contract }) });
  const url = `${mock.url}${pathOf("getDocInfo")}`;
  const answers = [await post(url, { collection_name: "any", doc_id: "any" }), await post(url, { doc_id: "any" })];
  await mock.close();
  expect(mock.operations).toEqual(operationIds);
  expect(answers.map(({ status }) => status)).toEqual([200, 400]);
  const documented = cases.find(({ operationId, name }) => operationId === "getDocInfo" && name === "documented");
  expect(await answers[0]?.json()).toEqual(documented?.response.value);
  expect(await answers[1]?.json()).toMatchObject({
    message: "invalid request:collection_name: collection_name or resource_id is required",
  });
});

test("A document is left as it was", async () => {
  const contract = strictContract();
  await (await startMock({ ...silent, contract })).close();
  expect(contract).toEqual(strictContract());
});

test("A request is held to the contract that is served, in Prism's words where the API has none", async () => {
  const contract = strictContract();
  const { limit } = contract.components.schemas.PointListRequest.properties;
  Object.assign(limit, { maximum: 200, multipleOf: 10 });
  const mock = await startMock({ ...silent, contract });
  const ask = async (limit: number) => {
    const answer = await post(`${mock.url}${pathOf("listPoints")}`, { collection_name: "any", limit });
    return (await envelopeOf(answer)).message;
  };
  const messages = [await ask(200), await ask(210), await ask(155)];
  await mock.close();
  expect(messages).toEqual([
    "success",
    "invalid request:limit: must be <= 200",
    expect.stringMatching(/^invalid request:limit: .*must be multiple of 10$/),
  ]);
});

test("An example that two statuses have needs a code", async () => {
  const contract = strictContract();
  const { responses } = contract.paths[pathOf("getTaskInfo")].post;
  const examplesOf = (status: number) => responses[status].content["application/json"].examples;
  examplesOf(403).running = examplesOf(403)["no-permission"];
  const mock = await startMock({ ...silent, contract });
  const url = `${mock.url}${pathOf("getTaskInfo")}`;
  const ambiguous = await post(url, {}, { Prefer: "example=running" });
  const clear = await post(url, {}, { Prefer: "example=running, code=403" });
  await mock.close();
  expect(await ambiguous.json()).toMatchObject({
    message: "invalid request:Prefer: example running exists for 200 and 403; add a code",
  });
  expect(clear.status).toBe(403);
});

const brokenSchema = strictContract();
brokenSchema.components.schemas.DocInfoRequest.properties.doc_id.type = "strin";
test.each([
  ["no such file", "/no/such/contract.json", /^Cannot mock \/no\/such\/contract.json: .*no such file/],
  ["not OpenAPI", {}, "Cannot mock the document: Unsupported document format"],
  ["no operation", { openapi: "3.0.3", paths: {} }, "Cannot mock the document: it has no operation"],
  [
    "a reference to nowhere",
    { openapi: "3.0.3", paths: { "/a": { post: { requestBody: { $ref: "#/nowhere" } } } } },
    /^Cannot mock the document: .*"#\/nowhere" does not exist/,
  ],
  [
    "a schema that Prism cannot compile",
    brokenSchema,
    "Cannot mock the document: the request schema of getDocInfo is missing, broken, or lets a text pass for an object",
  ],
])("Refuses a contract with %s", async (_what, contract, message) => {
  await expect(startMock({ ...silent, contract })).rejects.toThrow(message);
});

test("Says what to do when the port is taken", async () => {
  const first = await startMock(silent);
  await expect(startMock({ ...silent, port: first.port })).rejects.toThrow(
    `Cannot listen on 127.0.0.1:${first.port}: the port is taken; stop what uses it, or choose another port (0 takes any that is free)`,
  );
  await first.close();
});

test.each([
  ["that has sent nothing", ""],
  ["that has sent half a request", `POST ${pathOf("getTaskInfo")} HTTP/1.1\r\nContent-Length: 9\r\n\r\n{`],
  ["that has its answer and stays", "GET / HTTP/1.1\r\n\r\n"],
  ["that was refused and does not hang up", "garbage\r\n\r\n"],
])("close() ends a connection %s, and frees the port", async (_what, message) => {
  const lines: string[] = [];
  const mock = await startMock({ port: 0, log: (line) => lines.push(line) });
  const socket = connect({ port: mock.port, host: "127.0.0.1", allowHalfOpen: true }).resume();
  socket.on("error", () => undefined);
  const ended = once(socket, "end").catch(() => undefined);
  await once(socket, "connect");
  socket.write(message);
  await post(`${mock.url}/`, {});
  await Promise.all([mock.close(), mock.close()]);
  await ended;
  socket.destroy();
  const next = await startMock({ ...silent, port: mock.port });
  await next.close();
  expect(next.port).toBe(mock.port);
  expect(lines).toEqual([]);
});
