import type { DreddTest } from "./dredd-module.js";

const secretHeaders = /^(authorization|x-security-token)$/i;
/** The parameters of a presigned link that make it work. */
const secretParameters = /([?&](?:X-[A-Za-z0-9]+-)?(?:Signature|Credential|Security-Token)=)[^&"\\\s]+/gi;

/** Takes signatures, tokens and what makes presigned links work out of a test before Dredd prints it. */
export function redact(test: DreddTest): void {
  const { request, actual } = test;
  for (const name of Object.keys(request?.headers ?? {})) {
    if (request && secretHeaders.test(name)) request.headers[name] = "(redacted)";
  }
  if (actual?.body !== undefined) actual.body = redactLinks(actual.body);
  test.message = redactLinks(test.message);
}

function redactLinks(text: string): string {
  return text.replace(secretParameters, "$1(redacted)");
}
