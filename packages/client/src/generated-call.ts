import { type ApiResponse, FetchError, ResponseError } from "./generated/runtime.js";
import type { AttemptInit } from "./signed-fetch.js";

/** Sends one attempt by a generated method. */
export type Send<Data = unknown> = (init: AttemptInit) => Promise<ApiResponse<{ data?: Data }>>;

/** The answer that a generated method got, whatever its status. Rejects with what its fetch threw. */
export async function responseOf(sent: Promise<ApiResponse<unknown>>): Promise<Response> {
  try {
    return (await sent).raw;
  } catch (error) {
    if (error instanceof ResponseError) return error.response;
    // The generated runtime wraps what its fetch threw; what was thrown says more.
    throw error instanceof FetchError ? error.cause : error;
  }
}
