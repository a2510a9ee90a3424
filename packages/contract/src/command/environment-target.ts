import { type Credentials, credentialsFromEnvironment, type Environment, hasCredentials } from "@viking-kb/auth";
import { type FixtureNames, readDocumentedCases, readFixtureNames } from "../cases/documented-cases.js";
import { type Names, readNames } from "../cases/names.js";
import { CannotRunError } from "../finding.js";
import { isObject } from "../json.js";
import { vendorsBaseUrl } from "../strict-contract.js";
import type { Target, VerifyingTarget } from "../target/target.js";

const restricted = {
  id: "VIKING_KB_RESTRICTED_ACCESS_KEY_ID",
  secret: "VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY",
} as const;

/**
 * A server as target, with the keys that the environment holds.
 *
 * @throws CannotRunError when there is no key, or half of one; the message names the variables and shows no value.
 */
export function serverFromEnvironment(environment: Environment, region: string | undefined): VerifyingTarget {
  return {
    kind: "server",
    credentials: ownCredentials(environment),
    restrictedCredentials: restrictedCredentials(environment),
    region,
  };
}

function ownCredentials(environment: Environment): Credentials {
  try {
    return credentialsFromEnvironment(environment);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CannotRunError(`${message} A mock needs none: say --mock.`);
  }
}

function restrictedCredentials(environment: Environment): Credentials | undefined {
  const accessKeyId = environment[restricted.id];
  const secretAccessKey = environment[restricted.secret];
  if (!accessKeyId && !secretAccessKey) return undefined;
  if (!accessKeyId || !secretAccessKey) {
    throw new CannotRunError(`Set both ${restricted.id} and ${restricted.secret}, or neither.`);
  }
  return { accessKeyId, secretAccessKey };
}

/**
 * The names for a cloud: there nothing is called as in the fixtures by chance, so what was not named is not there. The
 * default project alone needs no name.
 *
 * @param project the target's own project for the fixtures' `default`, where the names give none
 */
function cloudNames(names: Names, fixtures: FixtureNames, project = "default"): Names {
  const without = (kind: string, name: string) => (kind === "project" && name === "default" ? project : null);
  const known = [...fixtures].map(([kind, byName]) => {
    const own = names[kind];
    const unnamed = Object.fromEntries([...byName.keys()].map((name) => [name, without(kind, name)]));
    // What is not even a list of names is refused where names are checked.
    return [kind, own === undefined || isObject(own) ? { ...unnamed, ...own } : own] as const;
  });
  return { ...names, ...Object.fromEntries(known) };
}

const namesVariable = "VIKING_KB_CONTRACT_NAMES";

/** What the command line says of a cloud; what it leaves out, the environment says. */
interface CloudOptions {
  readonly baseUrl?: string | undefined;
  readonly region?: string | undefined;
  /** File of names. */
  readonly names?: string | undefined;
  readonly pace: () => Promise<void>;
}

/** A run on a cloud, or why there is none to be had here. */
type CloudRun =
  | { readonly ready: true; readonly baseUrl: string; readonly target: Target; readonly names: Names }
  | { readonly ready: false; readonly reason: string };

/**
 * Reads from the environment all that a run on the cloud needs. Without any key there is none, and that is no fault: a
 * fork's build has no secrets.
 * Rejects with a CannotRunError, which says what is missing, where it is set up by half.
 */
export async function prepareCloudRun(environment: Environment, options: CloudOptions): Promise<CloudRun> {
  if (!hasCredentials(environment)) {
    const reason = "no key in the environment: set VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY";
    return { ready: false, reason: `${reason}, and ${namesVariable}.` };
  }
  const server = serverFromEnvironment(environment, options.region ?? (environment.VIKING_KB_REGION || undefined));
  const file = options.names ?? environment[namesVariable];
  if (!file) {
    throw new CannotRunError(
      `Nothing says which resources the cloud holds: write their names into a file as the command "names" writes it, and give it by --names or ${namesVariable}.`,
    );
  }
  const fixtures = readFixtureNames(readDocumentedCases());
  return {
    ready: true,
    baseUrl: options.baseUrl ?? (environment.VIKING_KB_ENDPOINT || vendorsBaseUrl()),
    target: { ...server, kind: "cloud", pace: options.pace },
    names: cloudNames(await readNames(file), fixtures, environment.VIKING_KB_PROJECT || undefined),
  };
}
