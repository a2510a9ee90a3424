import { readFile } from "node:fs/promises";
import type { Terminal } from "@viking-kb/command-line";
import { CannotRunError } from "../finding.js";
import type { SigningKey } from "../target/answer.js";
import { assertCanSign, signForTarget } from "../target/target.js";
import { serverFromEnvironment } from "./environment-target.js";

/** What `sign` is told, as commander hands it over. */
export interface SignOptions {
  readonly request: string;
  readonly data?: string;
  readonly file?: string;
  readonly contentType: string;
  readonly key: SigningKey;
  readonly region?: string;
}

/** The status of the cases that are signed with a key. */
const statusOf = { own: 200, restricted: 403, wrong: 401 } as const;

/**
 * Signs a request with a key of the environment, and writes the headers as configuration of curl (`curl -K -`), so that
 * no list of processes shows them. Rejects with a CannotRunError where there is nothing to sign or to sign with.
 */
export async function sign(address: string, options: SignOptions, terminal: Terminal): Promise<void> {
  const { request: method, data = "", file, contentType, key, region } = options;
  if (!URL.canParse(address))
    throw new CannotRunError(`"${address}" is no address: give one like http://127.0.0.1:4010/api.`);
  const target = serverFromEnvironment(terminal.environment, region);
  if (key === "restricted" && target.restrictedCredentials === undefined) {
    throw new CannotRunError("There is no restricted key in the environment: set its two variables.");
  }
  const body = file === undefined ? data : await read(file);
  const url = new URL(address);
  await assertCanSign(url, target);
  const headers = contentType === "" ? {} : { "content-type": contentType };
  const signature = await signForTarget({ method, url, headers, body }, target, statusOf[key], terminal.now);
  const lines = Object.entries(signature).map(([name, value]) => `header = ${JSON.stringify(`${name}: ${value}`)}\n`);
  terminal.write(lines.join(""));
}

function read(file: string): Promise<Buffer> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CannotRunError(`Cannot read ${file} (${error.code}): write the body into it.`, { cause: error });
  });
}
