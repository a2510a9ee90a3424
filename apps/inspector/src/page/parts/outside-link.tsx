import { useLanguage } from "../language/language.js";
import { timeLeft } from "../language/times.js";
import { Icon } from "./icon.js";
import { Text } from "./text.js";
import { useNow } from "./time.js";

/**
 * A text that may be a link to elsewhere. Only http and https can be followed; its query, which may be a key, is not
 * shown.
 */
export function OutsideLink({ of: text, expires }: { of: string; expires?: Date | undefined }) {
  const link = webLink(text);
  if (link === undefined) return <Text of={text} />;
  return (
    <>
      <a href={link.href} target="_blank" rel="noreferrer noopener" class="outside">
        <Text of={`${link.host}${link.pathname}${link.search ? "?…" : ""}`} dir="ltr" />
        <Icon name="outside" />
      </a>{" "}
      {link.search && <Expiry at={expires} />}
    </>
  );
}

/** A text as a link that a browser may follow; undefined when it is none. */
export function webLink(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** How long a signed link is still good. */
export function Expiry({ at }: { at: Date | undefined }) {
  const { words } = useLanguage();
  const now = useNow(1_000);
  if (at === undefined) return <span class="quiet">{words.mayExpire}</span>;
  const left = at.getTime() - now;
  if (left <= 0) return <span class="bad">{words.expired}</span>;
  return (
    <span class="quiet" title={at.toISOString()}>
      {words.expiresIn(timeLeft(left))}
    </span>
  );
}
