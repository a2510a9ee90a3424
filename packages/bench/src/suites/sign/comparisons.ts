import type { Comparison, Field } from "../../comparison.js";
import { createRequests, type RequestOptions } from "./request.js";

const contestant = "@viking-kb/auth";

/** As the client signs: its operations in turn, with one key, a thousand requests a second. */
const client = { count: 1_024, urls: "operations", keys: 1, milliseconds: 1 } as const;
/** Requests in which nothing is repeated: each goes to another address, with the next key, in another second. */
const any = { count: 1_024, urls: "any", keys: 4, milliseconds: 1_000 } as const;
/** More than a round verifies, so that no request is repeated in it. */
const received = { count: 32_768, urls: "operations", keys: 4 } as const;

/** Signing and verifying, compared with the floor and, for signing, with other signers. */
export const signComparisons: readonly Comparison[] = [
  {
    name: "sign 100 B",
    gates: [{ contestant, atLeast: 0.28, aim: 0.6 }],
    prepare: () => prepareSigners({ ...client, bytes: 100 }),
  },
  {
    name: "sign 100 B, any URL",
    gates: [{ contestant, atLeast: 0.24, aim: 0.45 }],
    prepare: () => prepareSigners({ ...any, bytes: 100 }),
  },
  {
    name: "sign 64 KiB",
    gates: [{ contestant, atLeast: 0.84, aim: 0.96 }],
    prepare: () => prepareSigners({ ...client, bytes: 64 * 1024 }),
  },
  {
    name: "verify 100 B",
    gates: [{ contestant, atLeast: 0.15, aim: 0.4 }],
    prepare: prepareVerifier,
  },
];

async function prepareSigners(options: RequestOptions & { readonly milliseconds: number }): Promise<Field> {
  const { createFloor } = await import("./floor.js");
  const { signers } = await import("./signers.js");
  const requests = createRequests(options);
  return { baseline: createFloor(requests, "text"), contestants: signers(requests, options.milliseconds) };
}

async function prepareVerifier(): Promise<Field> {
  const { createFloor } = await import("./floor.js");
  const { createVerifier } = await import("./verifier.js");
  const requests = createRequests({ ...received, bytes: 100 });
  return { baseline: createFloor(requests, "bytes"), contestants: [await createVerifier(requests)] };
}
