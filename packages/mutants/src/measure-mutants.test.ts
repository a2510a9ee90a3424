import { owner, restricted, startModelServer } from "@viking-kb/model";
import { expect, it } from "vitest";
import { startAnswerProxy } from "./answer-proxy.js";
import { measureMutants } from "./measure-mutants.js";

const target = { kind: "server", credentials: owner, restrictedCredentials: restricted } as const;
const options = { target, layers: ["strict"], filter: "getTaskInfo/200/drop/data.status", atATime: 1 } as const;

it("counts nothing as caught where the proxy itself is refused", async () => {
  const server = await startModelServer();
  const refusal = Buffer.from(JSON.stringify({ code: 1000001, message: "unauthorized", request_id: "r-1" }));
  const gateway = await startAnswerProxy(new URL(server.url), (answer, { headers }) =>
    headers.host === new URL(gateway.url).host ? answer : { ...answer, status: 401, headers: {}, bytes: refusal },
  );
  const said = await measureMutants(gateway.url, options).catch((error: Error) => error.message);
  await gateway.close();
  await server.close();
  expect(said).toMatch(
    /^http:\S+ keeps the contract, but not behind a proxy that changes nothing \(The server refuses this key .*\): nothing on the way may change the request or its Host, nor refuse a Host that is another\.$/,
  );
  expect(said).toContain(gateway.url);
});

it("names the server where it is not good without a mutant", async () => {
  const server = await startModelServer({
    read: (request) => request,
    write: (answer) => answer.replace('"percentage":42', '"percentage":"42"'),
  });
  const said = await measureMutants(server.url, options).catch((error: Error) => error.message);
  await server.close();
  expect(said).toMatch(
    new RegExp(`^${server.url} does not keep the contract without a mutant \\(.*\\): mend it first\\.$`),
  );
});

it("finds faults before a good server, and none in what keeps the contract in another way", async () => {
  const server = await startModelServer();
  // Far more than an answer takes on a busy machine.
  const limits = { answerBudgetMilliseconds: 60_000 };
  const sampled = { target, layers: ["strict"], sample: 8, atATime: 2, ...limits } as const;
  const { mutants, harmless, whole } = await measureMutants(server.url, sampled);
  await server.close();
  expect(whole).toBe(false);
  expect(mutants).toHaveLength(8);
  expect(mutants.filter(({ caught }) => caught.strict !== undefined).length).toBeGreaterThan(0);
  expect(harmless.filter(({ reached }) => reached).length).toBeGreaterThanOrEqual(20);
  expect(harmless.flatMap(({ id, caught }) => Object.entries(caught).map((said) => [id, ...said]))).toEqual([]);
  // Some fifteen thousand requests, each through a proxy.
}, 900_000);
