import { type Credentials, credentialsFromEnvironment, type Environment } from "@viking-kb/auth";
import { CannotRunError } from "../cannot-run-error.js";
import type { VerifyingTarget } from "./target.js";

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
