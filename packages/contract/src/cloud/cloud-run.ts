import type { Environment } from "@viking-kb/auth";
import { CannotRunError } from "../cannot-run-error.js";
import { readDocumentedCases } from "../documented-case.js";
import { serverFromEnvironment } from "../environment.js";
import { readFixtureNames } from "../fixture-names.js";
import { type Json, member } from "../json.js";
import type { Names } from "../names.js";
import { readNames } from "../names-file.js";
import { pairsOf, readStrictContract } from "../strict-contract.js";
import type { Target } from "../target.js";
import { cloudNames } from "./cloud-names.js";

const namesVariable = "VIKING_KB_CONTRACT_NAMES";
const keyVariables = ["VIKING_KB_ACCESS_KEY_ID", "VIKING_KB_SECRET_ACCESS_KEY", "VOLC_ACCESSKEY", "VOLC_SECRETKEY"];

/** How much is asked of a cloud that is not ours: requests a second, and random ones to each operation. */
export const cloudDefaults = { rate: 2, requestsPerOperation: 10 } as const;

/** What the command line says of a cloud; what it leaves out, the environment says. */
export interface CloudOptions {
  readonly baseUrl?: string | undefined;
  readonly region?: string | undefined;
  /** File of names. */
  readonly names?: string | undefined;
  readonly pace: () => Promise<void>;
}

/** A run on a cloud, or why there is none to be had here. */
export type CloudRun =
  | { readonly ready: true; readonly baseUrl: string; readonly target: Target; readonly names: Names }
  | { readonly ready: false; readonly reason: string };

/**
 * Reads from the environment all that a run on the cloud needs. Without any key there is none, and that is no fault: a
 * fork's build has no secrets.
 * Rejects with a CannotRunError, which says what is missing, where it is set up by half.
 */
export async function prepareCloudRun(environment: Environment, options: CloudOptions): Promise<CloudRun> {
  if (!keyVariables.some((name) => environment[name])) {
    const [id, secret] = keyVariables;
    return { ready: false, reason: `no key in the environment: set ${id} and ${secret}, and ${namesVariable}.` };
  }
  const server = serverFromEnvironment(environment, options.region ?? (environment.VIKING_KB_REGION || undefined));
  const file = options.names ?? environment[namesVariable];
  if (!file) {
    throw new CannotRunError(
      `Nothing says which resources the cloud holds: write their names into a file as --print-names writes it, and give it by --names or ${namesVariable}.`,
    );
  }
  const contract = readStrictContract();
  const fixtures = readFixtureNames(readDocumentedCases(pairsOf(contract)));
  return {
    ready: true,
    baseUrl: options.baseUrl ?? (environment.VIKING_KB_ENDPOINT || firstServer(contract.servers)),
    target: { ...server, kind: "cloud", pace: options.pace },
    names: cloudNames(await readNames(file), fixtures, environment.VIKING_KB_PROJECT || undefined),
  };
}

function firstServer(servers: Json | undefined): string {
  return String(member({ first: Array.isArray(servers) ? (servers[0] ?? null) : null }, "first").url);
}
