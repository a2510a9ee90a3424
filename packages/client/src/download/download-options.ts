import { checkedLimit } from "../calls/call.js";
import { storageHosts } from "./link-rules.js";

/** How far a download has come, in bytes. */
export interface DownloadProgress {
  readonly received: number;
  /** Undefined where the storage does not announce a length. */
  readonly total: number | undefined;
}

/** What a download takes besides its task and its target. */
export interface DownloadOptions {
  /** Ends the download at once: it rejects with a KnowledgeBaseError of kind `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Time for the whole download, in milliseconds; an hour by default. */
  readonly timeoutMs?: number | undefined;
  /** Time for which nothing may come, in milliseconds; 30 s by default. The target's own slowness does not count. */
  readonly stallTimeoutMs?: number | undefined;
  /** The largest file that is taken, in bytes; 4 GiB by default. */
  readonly maximumBytes?: number | undefined;
  /** Whether a file that exists is replaced, once the new one is whole; otherwise it is refused. */
  readonly overwrite?: boolean | undefined;
  /**
   * Hosts that the link, and each redirect of it, may lead to, besides the client's own endpoint: `files.example`,
   * `*.example` for all below it, `*` for every host. By default the vendor's, `*.volces.com` and `*.bytepluses.com`.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /**
   * Whether a link may lead into a private network or to this machine. Where the runtime has a resolver (Node, Deno,
   * Bun), names are looked up for this before the request, which then looks them up once more: whoever can change the
   * name of an allowed host in between gets a connection, but no request, since https asks for that host's certificate.
   * A browser's page knows no addresses: there this holds for those that stand in links, and the browser guards the
   * rest. Any other runtime without a resolver, as a worker or Next.js's edge runtime, follows no name without it.
   */
  readonly allowPrivateAddresses?: boolean | undefined;
  /** Told how far the download has come: at its beginning, and after each piece is written. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/**
 * The options with their defaults.
 *
 * @throws TypeError for a limit that is no number, or negative.
 */
export function readDownloadOptions(options: DownloadOptions) {
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
