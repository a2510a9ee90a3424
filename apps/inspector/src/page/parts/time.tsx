import { useEffect, useState } from "preact/hooks";
import { useLanguage } from "../language/language.js";
import { localTime, relativeTime, wholeTime } from "../language/times.js";

/** The present, again after each interval. */
export function useNow(intervalMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}

/** A time on this machine's clock, and how long ago it was. */
export function Time({ at }: { at: Date | undefined }) {
  const { language, words } = useLanguage();
  const now = useNow(30_000);
  if (at === undefined) return <span class="quiet">{words.none}</span>;
  return (
    <time dateTime={at.toISOString()} title={wholeTime(at, language)}>
      {localTime(at, language)} <span class="quiet">{relativeTime(at, now, language)}</span>
    </time>
  );
}
