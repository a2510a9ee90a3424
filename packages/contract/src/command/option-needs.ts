import type { LayerName } from "../layers/layer.js";
import type { Options } from "./options.js";

/** The ways to run; the last is what no option asks for. */
export const ways = ["printNames", "differential", "ordinary"] as const;
/** A way to run: but for `ordinary`, the option that asks for it. */
export type Way = (typeof ways)[number];

/** What an option needs beside it to mean anything. */
export interface OptionNeed {
  /** It belongs to each of these. */
  readonly ways: readonly Way[];
  /** Which of the targets must be a server or the cloud: a mock has no use for it. */
  readonly server?: "first" | "second" | "either";
  /** One of these layers must be run, where layers are run at all. */
  readonly layers?: readonly LayerName[];
}

const everyRun = ["ordinary", "differential"] as const;

/** Of every option. `verbose` tells where an error comes from too, so it means something everywhere. */
export const optionNeeds: Readonly<Record<keyof Options, OptionNeed>> = {
  mock: { ways: everyRun },
  cloud: { ways: everyRun },
  rate: { ways: everyRun, server: "first" },
  names: { ways: everyRun, server: "first" },
  printNames: { ways: ["printNames"] },
  differences: { ways: ["ordinary"], layers: ["dredd", "strict"] },
  layers: { ways: ["ordinary"] },
  without: { ways: ["ordinary"] },
  seed: { ways: everyRun, layers: ["properties"] },
  requests: { ways: everyRun, layers: ["properties"] },
  region: { ways: everyRun, server: "either" },
  timeout: { ways: ["ordinary", "differential"] },
  coverage: { ways: ["ordinary"] },
  explained: { ways: everyRun },
  differential: { ways: ["differential"] },
  otherMock: { ways: ["differential"] },
  otherNames: { ways: ["differential"], server: "second" },
  wording: { ways: ["differential"] },
  junit: { ways: ["ordinary", "differential"] },
  json: { ways: everyRun },
  verbose: { ways },
};
