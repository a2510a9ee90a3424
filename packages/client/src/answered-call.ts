import { fromResponse } from "./from-response.js";
import { type ApiResponse, FetchError, ResponseError } from "./generated/runtime.js";

/** For a client with this clock: sends by a generated method, and takes `data` out of the answer, whatever its status. */
export function createAnsweredCall(now: () => Date) {
  return async <Data>(
    signal: AbortSignal | undefined,
    send: (init: RequestInit) => Promise<ApiResponse<{ data?: Data }>>,
  ): Promise<Data> => {
    let response: Response;
    try {
      response = (await send(signal ? { signal } : {})).raw;
    } catch (error) {
      if (error instanceof ResponseError) response = error.response;
      // The generated runtime wraps what its fetch threw; what was thrown says more.
      else throw error instanceof FetchError ? error.cause : error;
    }
    return (await fromResponse(response, { signal, now })) as Data;
  };
}
