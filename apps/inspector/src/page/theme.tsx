import { useEffect, useState } from "preact/hooks";
import { remember, remembered } from "./address/remembered.js";
import { useLanguage } from "./language/language.js";
import { Icon } from "./parts/icon.js";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];
const icons = { system: "halfMoon", light: "sun", dark: "moon" } as const;

/** Goes from the system's colours to light and dark ones. */
export function ThemeSwitch() {
  const { words } = useLanguage();
  const [theme, setTheme] = useState<Theme>(remembered("theme", themes) ?? "system");
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <button
      type="button"
      class="plain icon"
      aria-label={words.theme[theme]}
      title={words.theme[theme]}
      onClick={() => {
        const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
        remember("theme", next);
        setTheme(next);
      }}
    >
      <Icon name={icons[theme]} />
    </button>
  );
}
