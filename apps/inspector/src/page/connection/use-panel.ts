import { useQuery } from "@tanstack/preact-query";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useLanguage } from "../language/language.js";
import { useConnection } from "./connection.js";
import { CallFailed, type Exchange, type Failure, withPageClient } from "./page-client.js";
import type { PanelCall } from "./panel-call.js";

/** What a call gave, and the exchange that it came by: an answer that is kept is shown with its own. */
interface Answered<Data> {
  readonly answer: Data;
  readonly cameBy: Exchange | undefined;
}

/** Makes a call of a panel. Rejects with CallFailed. */
type Ask = <Data>(call: Pick<PanelCall<Data>, "ask">, signal?: AbortSignal) => Promise<Answered<Data>>;

/** How a panel makes its calls, and what its last exchange was. */
export function useAsk(): { readonly ask: Ask; readonly exchange: Exchange | undefined } {
  const { token, session, onRefused } = useConnection();
  const { language } = useLanguage();
  const [exchange, onExchange] = useState<Exchange>();
  const ask = useMemo((): Ask => {
    return async (call, signal) => {
      let cameBy: Exchange | undefined;
      const noted = (last: Exchange) => {
        cameBy = last;
        onExchange(last);
      };
      const options = { token, locale: language, limits: session.limits, onExchange: noted, onRefused };
      const answer = await withPageClient(options, (kb) => call.ask(kb, signal ? { signal } : {}));
      return { answer, cameBy };
    };
  }, [token, language, session, onRefused]);
  return { ask, exchange };
}

/** What a banner says of an error. Any other than of a call is a defect of the page. */
export function failureOf(error: unknown): Failure | undefined {
  if (error === null || error === undefined) return undefined;
  return error instanceof CallFailed ? error.failure : { kind: "unknown", isUnanswered: false, message: String(error) };
}

/**
 * What the client says of a refusal is in the language that it happened in; in another one it is asked again. What the
 * page says itself needs no asking.
 */
export function useRetold(failure: Failure | undefined, askAgain: () => unknown): void {
  const { language } = useLanguage();
  const [told, setTold] = useState(language);
  const isOfClient = failure !== undefined && !failure.isUnanswered;
  useEffect(() => {
    if (told === language) return;
    setTold(language);
    if (isOfClient) askAgain();
  }, [told, language, isOfClient, askAgain]);
}

/** What a panel shows of its call. */
export interface PanelState<Data> {
  /** The last answer, which a later failure leaves. */
  readonly data: Data | undefined;
  readonly failure: Failure | undefined;
  readonly isBusy: boolean;
  readonly exchange: Exchange | undefined;
  readonly askAgain: () => void;
}

/** Makes a call when its panel appears, and again when it is asked to. */
export function usePanel<Data>(call: PanelCall<Data>): PanelState<Data> {
  const { ask, exchange } = useAsk();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [call.method, call.input],
    queryFn: ({ signal }) => ask(call, signal),
  });
  const failure = failureOf(error);
  useRetold(failure, refetch);
  return {
    data: data?.answer,
    failure,
    isBusy: isFetching,
    exchange: exchange ?? data?.cameBy,
    askAgain: () => void refetch(),
  };
}
