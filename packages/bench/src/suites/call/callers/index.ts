import type { Caller } from "../caller.js";
import { axiosCaller } from "./axios.js";
import { rawFetchWithoutRedirects } from "./fetch.js";
import { kyCaller } from "./ky.js";
import { ofetchCaller } from "./ofetch.js";
import { openapiFetch } from "./openapi-fetch.js";
import { vikingKb } from "./viking-kb.js";
import { volcengine } from "./volcengine.js";

/** Ours first, then the peers, a bare fetch that asks as ours does among them. */
export const callers: readonly Caller[] = [
  vikingKb,
  rawFetchWithoutRedirects,
  openapiFetch,
  kyCaller,
  axiosCaller,
  ofetchCaller,
  volcengine,
];
