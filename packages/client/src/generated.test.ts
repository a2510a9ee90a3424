import { signRequest, verifyRequest } from "@viking-kb/auth";
import { expect, onTestFinished, test } from "vitest";
import { startAnsweringServer } from "../testing/answering-server.js";
import { Configuration, type FetchAPI, TasksApi } from "./generated/index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
const request = { taskInfoRequest: { task_id: "x" } };
const answering: FetchAPI = async () => Response.json({ code: 0 });

/** Options of openapi-generator's own Configuration, and what somebody may take for one. */
const refused = [
  "apiKey",
  "accessToken",
  "username",
  "password",
  "credentials",
  "middleware",
  "queryParamsStringify",
  "fetch",
  "baseUrl",
];

test.each(refused)("Configuration refuses %s", (name) => {
  expect(() => new Configuration({ [name]: "include" })).toThrow(
    new TypeError(
      `${name} is not known here, unlike in other typescript-fetch clients: sign and change requests in fetchApi, see the README.`,
    ),
  );
  expect(() => new Configuration({ [name]: null })).toThrow(TypeError);
  expect(() => new Configuration({ [name]: undefined })).not.toThrow();
});

test("a plain object in place of a Configuration is read as one, and refused as one", async () => {
  const given = { basePath: "http://kb.example", fetchApi: answering } as Configuration;
  expect(await new TasksApi(given).getTaskInfo(request)).toEqual({ code: 0 });
  expect(() => new TasksApi({ ...given, apiKey: "key" } as Configuration)).toThrow(/^apiKey is not known here/);
});

test("a function as init is refused, and nothing is sent", async () => {
  let sent = 0;
  const fetchApi: FetchAPI = async () => {
    sent += 1;
    return Response.json({});
  };
  const init = (async () => ({})) as unknown as RequestInit;
  const call = new TasksApi(new Configuration({ fetchApi })).getTaskInfo(request, init);
  await expect(call).rejects.toThrow(/^A function as init is not known here/);
  expect(sent).toBe(0);
});

test("the line of the README signs", async () => {
  const server = await startAnsweringServer((_request, response) => {
    response.setHeader("content-type", "application/json").end('{"code":0}');
  });
  onTestFinished(server.close);
  const signed: FetchAPI = async (url, init) =>
    fetch(url, { ...init, headers: { ...init.headers, ...(await signRequest({ url, ...init }, { credentials })) } });
  const configuration = new Configuration({ basePath: server.url, fetchApi: signed });
  expect(await new TasksApi(configuration).getTaskInfo(request)).toEqual({ code: 0 });
  const { target = "", headers = [], body = "" } = server.arrived[0] ?? {};
  const received = { method: "POST", target, headers, body: Buffer.from(body) };
  expect(await verifyRequest(received, { lookUpKey: () => credentials })).toMatchObject({ ok: true });
});
