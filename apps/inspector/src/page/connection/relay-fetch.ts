import { failureType, type RelayFailure } from "../../session.js";

/** What the relay says instead of an answer of the API, or that it is gone. */
export type NoAnswer = RelayFailure | { readonly kind: "no-relay" };

interface RelayListeners {
  /** Told why a request got no answer of the API; undefined when it got one. */
  readonly onNoAnswer: (reason: NoAnswer | undefined) => void;
  /** Told when the relay itself refuses, which it does in plain text: the API answers in JSON. */
  readonly onRefused: () => void;
}

/**
 * A fetch for the client whose requests go to the relay. Where the relay had no answer to give back, it throws, as the
 * real fetch would: so the client tries again, and reports a failed connection.
 */
export function createRelayFetch({ onNoAnswer, onRefused }: RelayListeners): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init).catch((error: unknown) => {
      if (!init?.signal?.aborted) onNoAnswer({ kind: "no-relay" });
      throw error;
    });
    const type = response.headers.get("content-type") ?? "";
    if (response.status === 502 && type.startsWith(failureType)) {
      const failure: RelayFailure = await response.json();
      onNoAnswer(failure);
      throw new Error(failure.message);
    }
    if ((response.status === 401 || response.status === 403) && type.startsWith("text/plain")) onRefused();
    onNoAnswer(undefined);
    return response;
  };
}
