import type { Failure } from "../connection/page-client.js";
import { useLanguage } from "../language/language.js";
import { CopyButton } from "../parts/copy-button.js";
import { Text } from "../parts/text.js";

interface FailureBannerProps {
  readonly failure: Failure | undefined;
  /** Whether an older answer is still shown. */
  readonly isStale: boolean;
  readonly onTry: () => void;
}

/** What went wrong, and what to do about it. What was on the screen stays. */
export function FailureBanner({ failure, isStale, onTry }: FailureBannerProps) {
  const { words } = useLanguage();
  if (failure === undefined) return null;
  const isGone = failure.kind === "no-relay";
  const { requestId } = failure;
  const hint = isGone ? words.relayGoneHint : failure.hint;
  const noAnswerOf: Readonly<Record<string, string>> = words.noAnswerOf;
  const own = isGone ? words.relayGone : failure.isUnanswered ? noAnswerOf[failure.kind] : undefined;
  return (
    <div class="failure" role="alert">
      <p class="failure-text">
        <strong>{words.failed}</strong>
        <Text of={own ?? failure.message} />
      </p>
      {own !== undefined && !isGone && (
        <p class="failure-text quiet" lang="en">
          <Text of={failure.message} dir="ltr" />
        </p>
      )}
      {hint && (
        <p class="failure-text" lang={own !== undefined && !isGone ? "en" : undefined}>
          <Text of={hint} />
        </p>
      )}
      {requestId && (
        <p class="exchange">
          <span>
            <span class="name">{words.requestId}</span> <Text of={requestId} />
            <CopyButton small text={() => requestId} />
          </span>
        </p>
      )}
      <p>
        <button type="button" onClick={onTry}>
          {words.tryAgain}
        </button>{" "}
        {isStale && <span class="quiet">{words.stale}</span>}
      </p>
    </div>
  );
}
