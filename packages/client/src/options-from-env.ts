import { credentialsFromEnvironment } from "@viking-kb/auth/sign";
import type { SigningOptions } from "./knowledge-base-options.js";

/**
 * Options for `createKnowledgeBase` from the environment, as the command line takes them: the key as `fromEnv` reads
 * it, and `VIKING_KB_ENDPOINT`, `VIKING_KB_REGION` and `VIKING_KB_PROJECT` where they are set. An empty variable counts
 * as not set. Others may be added: `createKnowledgeBase({ ...optionsFromEnv(), retries: 5 })`.
 *
 * @throws Error when there is no complete key; it names every variable looked at, and shows no value.
 */
export function optionsFromEnv(environment?: Readonly<Record<string, string | undefined>>): SigningOptions {
  const { process } = globalThis as { process?: { env?: Readonly<Record<string, string | undefined>> } };
  const variables = environment ?? process?.env ?? {};
  return {
    credentials: credentialsFromEnvironment(variables),
    endpoint: variables.VIKING_KB_ENDPOINT || undefined,
    region: variables.VIKING_KB_REGION || undefined,
    project: variables.VIKING_KB_PROJECT || undefined,
  };
}
