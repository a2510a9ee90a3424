import type { Comparison, Field } from "../../comparison.js";
import { createBodies } from "./request.js";

const contestant = "@viking-kb/auth";

/** Signing and verifying, set against the floor and, for signing, against the signers that others have written. */
export const signComparisons: readonly Comparison[] = [
  {
    name: "sign 100 B",
    gates: [{ contestant, atLeast: 0.4, aim: 0.65 }],
    prepare: () => prepareSigners(createBodies(100)),
  },
  {
    name: "sign 64 KiB",
    gates: [{ contestant, atLeast: 0.9, aim: 0.97 }],
    prepare: () => prepareSigners(createBodies(64 * 1024)),
  },
  {
    name: "verify 100 B",
    gates: [{ contestant, atLeast: 0.3 }],
    prepare: () => prepareVerifier(createBodies(100)),
  },
];

async function prepareSigners(bodies: readonly string[]): Promise<Field> {
  const { createFloor } = await import("./floor.js");
  const { signers } = await import("./signers/index.js");
  return { baseline: createFloor(bodies), contestants: signers(bodies) };
}

async function prepareVerifier(bodies: readonly string[]): Promise<Field> {
  const { createFloor } = await import("./floor.js");
  const { createVerifier } = await import("./verifier.js");
  return {
    baseline: createFloor(bodies.map((body) => Buffer.from(body))),
    contestants: [await createVerifier(bodies)],
  };
}
