import type { Environment } from "@viking-kb/auth";
import { createPace } from "../cloud/pace.js";
import { serverFromEnvironment } from "../environment.js";
import type { Names } from "../names.js";
import type { Target } from "../target.js";
import type { Options } from "./options.js";

/** A target as a run needs it. */
export interface KnownTarget {
  readonly baseUrl: string;
  readonly target: Target;
  readonly names?: Names | undefined;
}

/**
 * A mock or a server as the options describe it, with the keys of the environment.
 * Rejects with a CannotRunError where the keys or the file of names cannot be used.
 */
export async function knownTarget(baseUrl: string, options: Options, environment: Environment): Promise<KnownTarget> {
  const target = options.mock ? ({ kind: "mock" } as const) : pacedServer(options, environment);
  if (options.names === undefined) return { baseUrl, target };
  // Most runs need no YAML.
  const { readNames } = await import("../names-file.js");
  return { baseUrl, target, names: await readNames(options.names) };
}

function pacedServer({ region, rate }: Options, environment: Environment): Target {
  const server = serverFromEnvironment(environment, region);
  return rate === undefined ? server : { ...server, pace: createPace(rate) };
}
