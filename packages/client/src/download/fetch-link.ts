import { discard } from "../transport/body-reader.js";
import { withOtherSignal } from "../transport/other-signal.js";
import { parseUrl } from "../transport/parse-url.js";
import { connectionFailed, downloadFailed, linkRefused, reasonOf } from "./download-error.js";
import { type LinkRules, requireAllowedLink } from "./link-rules.js";
import type { Transfer } from "./transfer.js";

const maximumRedirects = 5;
const redirectStatuses = [301, 302, 303, 307, 308];

/** How a link is requested. */
interface LinkRequest {
  readonly fetch: typeof globalThis.fetch;
  readonly rules: LinkRules;
  readonly transfer: Transfer;
  /** Headers that ask for a part of the file. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Requests a link, without the API's headers, and follows redirects by the same rules.
 *
 * @throws KnowledgeBaseError of kind `link-refused`, `connection`, or `download-failed` for a redirect without a
 * target.
 */
export async function fetchLink(link: URL, { fetch, rules, transfer, headers }: LinkRequest): Promise<Response> {
  let url = link;
  for (let redirects = 0; redirects <= maximumRedirects; redirects++) {
    const signal = transfer.request();
    await transfer.answer(requireAllowedLink(url, rules, transfer.sent));
    transfer.sent++;
    const response = await transfer.answer(send(url, { headers, signal }, fetch, transfer));
    if (response.type !== "opaqueredirect" && !redirectStatuses.includes(response.status)) return response;
    discard(response);
    url = nextLink(response, url, transfer);
  }
  throw linkRefused(`The link was redirected more than ${maximumRedirects} times.`, "Check where it leads.", {
    attempts: transfer.sent,
  });
}

async function send(
  { href, host }: URL,
  { headers, signal }: Pick<LinkRequest, "headers"> & { readonly signal: AbortSignal },
  fetch: typeof globalThis.fetch,
  { sent }: Transfer,
) {
  // Unencoded, so that the announced length is that of the file. Browsers do not send this header.
  const request: RequestInit = { headers: { "accept-encoding": "identity", ...headers }, redirect: "manual", signal };
  try {
    const answer = fetch(href, request).catch((error) => fetch(href, withOtherSignal(request, error)));
    const response = await answer;
    // A fetch that ignored its signal: nobody will read this answer.
    if (signal.aborted) discard(response);
    return response;
  } catch (error) {
    const hint = "Check the network and the proxy, and whether the host that the link names is reached from here.";
    throw connectionFailed(`No answer from ${host}: ${reasonOf(error)}`, hint, { attempts: sent });
  }
}

function nextLink({ headers, status }: Response, from: URL, { sent }: Transfer): URL {
  const location = headers.get("location");
  const next = location === null ? undefined : parseUrl(location, from);
  if (next !== undefined) return next;
  const facts = { status, attempts: sent };
  throw downloadFailed(
    `${from.host} redirects, and does not say where.`,
    "Browsers never tell; elsewhere, try again.",
    facts,
  );
}
