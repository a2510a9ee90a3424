import type { Logger } from "pino";
import type { Storage } from "../storage/storage.js";

/** How a server is started. */
export interface ServerOptions {
  /** What is served. It stays open when the server is closed. */
  readonly storage: Storage;
  /** Port to listen on; 0 takes any that is free. Default: 4020. */
  readonly port?: number | undefined;
  /** Address to listen on. Default: 127.0.0.1, which no other machine reaches. */
  readonly host?: string | undefined;
  /** Takes one line for each answer. Default: none is written. */
  readonly logger?: Logger | undefined;
  /** The clock that signatures are held against. Default: the real one. */
  readonly now?: (() => Date) | undefined;
  /** Makes the `request_id` of an answer. Default: a random one. */
  readonly newRequestId?: (() => string) | undefined;
  /** How far the date of a signature may lie from the clock, both ways, in seconds. Default: the contract's 900. */
  readonly maximumClockSkewSeconds?: number | undefined;
}
