import { useQuery } from "@tanstack/preact-query";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useLanguage } from "../language/language.js";
import { useConnection } from "./connection.js";
import { createPageClient, type Exchange, type Failure, type PageClient } from "./page-client.js";
import type { PanelCall } from "./panel-call.js";

/** A client of a panel's own, and what its last exchange was. */
export function usePanelClient(): { readonly client: PageClient; readonly exchange: Exchange | undefined } {
  const { token, session, onRefused } = useConnection();
  const { language } = useLanguage();
  const [exchange, onExchange] = useState<Exchange>();
  const client = useMemo(
    () => createPageClient({ token, locale: language, limits: session.limits, onExchange, onRefused }),
    [token, language, session, onRefused],
  );
  return { client, exchange };
}

/** A failure is told in the language that it happened in; in another one it is asked again. */
export function useRetold(hasFailed: boolean, askAgain: () => unknown): void {
  const { language } = useLanguage();
  const [told, setTold] = useState(language);
  useEffect(() => {
    if (told === language) return;
    setTold(language);
    if (hasFailed) askAgain();
  }, [told, language, hasFailed, askAgain]);
}

/** What a panel shows of its call. */
export interface PanelState<Data> {
  /** The last answer, which a later failure leaves. */
  readonly data: Data | undefined;
  /** When that answer came, in milliseconds. */
  readonly answeredAt: number;
  readonly failure: Failure | undefined;
  readonly isBusy: boolean;
  readonly exchange: Exchange | undefined;
  readonly askAgain: () => void;
}

/** Makes a call when its panel appears, and again when it is asked to. */
export function usePanel<Data>(call: PanelCall<Data>): PanelState<Data> {
  const { client, exchange } = usePanelClient();
  const { data, dataUpdatedAt, error, isFetching, refetch } = useQuery({
    queryKey: [call.method, call.input],
    queryFn: ({ signal }) => call.ask(client.kb, { signal }),
  });
  useRetold(error !== null, refetch);
  return {
    data,
    answeredAt: dataUpdatedAt,
    failure: error ? client.describe(error) : undefined,
    isBusy: isFetching,
    exchange,
    askAgain: () => void refetch(),
  };
}
