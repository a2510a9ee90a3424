import type { ComponentChildren } from "preact";
import { createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { remember, remembered } from "../address/remembered.js";
import { en, type Words } from "./en.js";
import { zh } from "./zh.js";

export type Language = "en" | "zh";

interface LanguageInUse {
  readonly language: Language;
  readonly words: Words;
  /** Formats a number. */
  readonly number: (value: number) => string;
  readonly setLanguage: (language: Language) => void;
}

const words = { en, zh };

const Context = createContext<LanguageInUse | undefined>(undefined);

/** The language of the page, and its texts. */
export function useLanguage(): LanguageInUse {
  const inUse = useContext(Context);
  if (inUse === undefined) throw new Error("There is no LanguageProvider around this.");
  return inUse;
}

/** The language of a tag such as `zh-CN`. */
export function languageOf(tag: string): Language {
  return /^zh\b/i.test(tag) ? "zh" : "en";
}

/** Gives what is inside the language that was chosen here, else this one. */
export function LanguageProvider({ preferred, children }: { preferred: Language; children: ComponentChildren }) {
  const [chosen, setChosen] = useState(remembered("language", ["en", "zh"] as const));
  const language = chosen ?? preferred;
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  const inUse = useMemo(() => {
    const format = new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en");
    return {
      language,
      words: words[language],
      number: (value: number) => format.format(value),
      setLanguage: (next: Language) => {
        remember("language", next);
        setChosen(next);
      },
    };
  }, [language]);
  return <Context.Provider value={inUse}>{children}</Context.Provider>;
}
