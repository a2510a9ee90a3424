import { createLogger } from "@stoplight/prism-core";
import { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";

/** Prism's messages about an answer; empty when it keeps the contract. */
export async function breaches(contract: object, path: string, status: number, body: unknown): Promise<string[]> {
  const prism = createInstance(
    {
      isProxy: false,
      checkSecurity: false,
      validateRequest: false,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    {
      logger: createLogger("breaches", { level: "silent" }),
      // Gives the answer to be judged in place of an example.
      mock: () => () => ({
        _tag: "Right",
        right: { statusCode: status, headers: { "content-type": "application/json" }, body },
      }),
    },
  );
  const operations = await getHttpOperationsFromSpec(contract);
  const result = await prism.request({ method: "post", url: { path } }, operations)();
  if (result._tag === "Left") throw result.left;
  return result.right.validations.output.map(({ message }) => message);
}
