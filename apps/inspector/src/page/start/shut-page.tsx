import { useEffect } from "preact/hooks";
import type { ShutReason } from "../connection/open-session.js";
import { Switches } from "../header.js";
import { useLanguage } from "../language/language.js";

/** The whole page, when it cannot be used. */
export function ShutPage({ reason, onTry }: { reason: ShutReason; onTry: () => void }) {
  const { words } = useLanguage();
  const { title, text } = words.shut[reason];
  useEffect(() => {
    document.title = `${title} · viking-kb`;
  }, [title]);
  return (
    <>
      <header class="top">
        <span class="product">{words.product}</span>
        <Switches />
      </header>
      <main class="shut">
        <h1>{title}</h1>
        <p>{text}</p>
        {reason === "no-relay" && (
          <button type="button" onClick={onTry}>
            {words.tryAgain}
          </button>
        )}
      </main>
    </>
  );
}
