import type { Exchange } from "../connection/page-client.js";
import { useLanguage } from "../language/language.js";
import { CopyButton } from "../parts/copy-button.js";
import { Text } from "../parts/text.js";

/** What the last request of a panel was. */
export function ExchangeLine({ exchange }: { exchange: Exchange | undefined }) {
  const { words, number } = useLanguage();
  const { durationMs, attempt, status, code, requestId } = exchange ?? {};
  return (
    <p class="exchange">
      <span class="quiet">{words.lastExchange}</span>
      {exchange === undefined && <span class="quiet">{words.notAsked}</span>}
      {exchange && <span>{status === undefined ? words.noAnswer : words.http(status)}</span>}
      {code !== undefined && <span>{words.code(code)}</span>}
      {durationMs !== undefined && <span>{words.milliseconds(number(durationMs))}</span>}
      {attempt !== undefined && <span>{words.attempts(attempt)}</span>}
      {requestId && (
        <span class="request-id">
          <span class="name">{words.requestId}</span> <Text of={requestId} />
          <CopyButton small text={() => requestId} />
        </span>
      )}
    </p>
  );
}
