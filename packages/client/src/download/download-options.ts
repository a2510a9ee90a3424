import { checkedLimit } from "../calls/call.js";
import { refuseUnknown } from "../given-options.js";
import { storageHosts } from "./link-rules.js";

/** Progress of a download, in bytes. */
export interface DownloadProgress {
  readonly received: number;
  /** Undefined when the storage does not announce a length. */
  readonly total: number | undefined;
}

/** Options of a download. */
export interface DownloadOptions {
  /** Ends the download at once: it rejects with a KnowledgeBaseError of kind `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Time for the whole download, in milliseconds; an hour by default. */
  readonly timeoutMs?: number | undefined;
  /**
   * The longest time without any data, in milliseconds; 30 s by default. An answer that is silent for longer counts as
   * broken off. Waiting for a slow target does not count.
   */
  readonly stallTimeoutMs?: number | undefined;
  /** The largest file that is accepted, in bytes; 4 GiB by default. */
  readonly maximumBytes?: number | undefined;
  /**
   * Whether an existing file may be replaced, once the new one is complete; its permissions stay, and its owner where
   * possible. Through a link, the file that it leads to is replaced, or made. By default the download is refused.
   */
  readonly overwrite?: boolean | undefined;
  /**
   * Hosts that the link and its redirects may lead to, besides the client's endpoint: `files.example`, `*.example` for
   * all names below it, `*` for every host. By default the vendor's, `*.volces.com` and `*.bytepluses.com`.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /**
   * Whether a link may lead into a private network or to this machine. In Node, Deno and Bun, names are looked up and
   * checked before the request, which then looks them up again. Somebody who changes the address of an allowed host in
   * between gets a connection but no request, since https checks the certificate of that host. For the same reason
   * names may have an address in 198.18.0.0/15, as a proxy in fake-ip mode gives them, unless
   * `NODE_TLS_REJECT_UNAUTHORIZED` is 0; a `fetch` of yours that checks no certificates gives that protection up. A
   * browser's page cannot look up names: there only addresses in links are checked, and the browser guards the rest.
   * Other runtimes that cannot look up names, such as workers and Next.js's edge runtime, refuse links with names
   * unless this is set.
   */
  readonly allowPrivateAddresses?: boolean | undefined;
  /** Called with the progress at the beginning, and after each piece is written. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

const optionNames = Object.keys({
  signal: true,
  timeoutMs: true,
  stallTimeoutMs: true,
  maximumBytes: true,
  overwrite: true,
  allowedHosts: true,
  allowPrivateAddresses: true,
  onProgress: true,
} satisfies Record<keyof DownloadOptions, true>);

/**
 * The options, completed by their defaults.
 *
 * @throws TypeError for an option that does not exist, and for a limit that is not a number, or is negative.
 */
export function readDownloadOptions(options: DownloadOptions) {
  refuseUnknown(options, optionNames);
  const { allowedHosts = storageHosts, allowPrivateAddresses = false, overwrite = false, signal, onProgress } = options;
  return {
    timeoutMs: checkedLimit("timeoutMs", options.timeoutMs ?? 3_600_000),
    stallTimeoutMs: checkedLimit("stallTimeoutMs", options.stallTimeoutMs ?? 30_000),
    maximumBytes: checkedLimit("maximumBytes", options.maximumBytes ?? 4 * 2 ** 30),
    allowedHosts,
    allowPrivateAddresses,
    overwrite,
    signal,
    onProgress,
  };
}
