import { Link } from "wouter-preact";
import { useConnection } from "./connection/connection.js";
import { useLanguage } from "./language/language.js";
import { Text } from "./parts/text.js";
import { ThemeSwitch } from "./theme.js";

/** What is looked at, and how the page is shown. */
export function Header() {
  const { session } = useConnection();
  const { words } = useLanguage();
  return (
    <header class="top">
      <button
        type="button"
        class="skip"
        onClick={() => {
          document.getElementById("content")?.focus();
        }}
      >
        {words.skip}
      </button>
      <Link href="/" class="product">
        {words.product}
      </Link>
      <p class="reached">
        <Text of={session.endpoint.replace(/^https?:\/\//, "")} />
        <span class="quiet">
          {session.profile === undefined ? words.fromEnvironment : <Text of={words.profile(session.profile)} />}
        </span>
      </p>
      <Switches />
    </header>
  );
}

/** Language and colours. */
export function Switches() {
  const { language, words, setLanguage } = useLanguage();
  return (
    <div class="switches">
      <button
        type="button"
        class="plain"
        lang={language === "zh" ? "en" : "zh-CN"}
        onClick={() => setLanguage(language === "zh" ? "en" : "zh")}
      >
        {words.language}
      </button>
      <ThemeSwitch />
    </div>
  );
}
