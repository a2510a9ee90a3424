import { owner, restricted, startModelServer } from "@viking-kb/model";
import { expect, it } from "vitest";
import { measureMutants } from "../measure-mutants.js";

/** The other operations have the rest: a whole measure tries them. */
const filter = "getTaskInfo/access/signature/";

it("are all found by the random requests, by what each is about", async () => {
  const server = await startModelServer();
  const { mutants } = await measureMutants(server.url, {
    target: { kind: "server", credentials: owner, restrictedCredentials: restricted },
    layers: ["properties"],
    filter,
    requestsPerOperation: 1,
    // Far more than an answer takes on a busy machine.
    answerBudgetMilliseconds: 60_000,
  });
  await server.close();
  expect(mutants.length).toBeGreaterThan(10);
  expect(mutants.filter(({ reached, caught }) => !reached || caught.properties === undefined)).toEqual([]);
  // What is said of each is about its signature.
  const said = mutants.map(({ caught }) => caught.properties ?? "");
  expect(said.filter((one) => !/ is (?:refused|taken): /.test(one))).toEqual([]);
});
