import { afterAll, describe, expect, test } from "vitest";
import { breaches } from "../testing/breaches.js";
import { cases, pathOf, strictContract } from "../testing/cases.js";
import { post } from "../testing/send.js";
import { startMock } from "./start-mock.js";

const mock = await startMock({ port: 0 });
afterAll(() => mock.close());

describe.each(cases.filter(({ name }) => name === "documented"))("$operationId", ({ operationId, request }) => {
  const path = pathOf(operationId);

  test.each([
    ["dynamic=true", 200],
    ["dynamic=true, code=200", 200],
    ["dynamic=true, code=400", 400],
  ])("Prefer: %s keeps the contract and is new each time", async (prefer, status) => {
    const ask = async () => {
      const answer = await post(mock.url + path, request.value, { Prefer: prefer });
      expect(answer.status).toBe(status);
      const body = await answer.json();
      expect(await breaches(strictContract(), path, status, body)).toEqual([]);
      return body;
    };
    expect(await ask()).not.toEqual(await ask());
  });

  test("What breaks the contract is found", async () => {
    expect(await breaches(strictContract(), path, 200, { code: 0, data: {}, extra: true })).not.toEqual([]);
  });

  test("Prefer: dynamic=true is checked like any other request", async () => {
    expect((await post(mock.url + path, {}, { Prefer: "dynamic=true" })).status).toBe(400);
  });
});
