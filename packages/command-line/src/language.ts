import { InvalidArgumentError, Option } from "commander";

/** A language that the contract explains its codes and values in. */
export type Language = "en" | "zh";

/** `--lang <language>`: `zh` or `en`, or a tag or locale that begins with one, as `zh-CN` and `zh_CN.UTF-8`. */
export function languageOption(): Option {
  return new Option(
    "--lang <language>",
    "zh or en: language of meanings and hints; by default that of LC_ALL, LC_MESSAGES or LANG",
  ).argParser((text) => {
    const language = languageIn(text);
    if (language === undefined) throw new InvalidArgumentError("It must be zh or en.");
    return language;
  });
}

/**
 * The language of a command: what `--lang` says, else the first of LC_ALL, LC_MESSAGES and LANG that is not empty, as
 * POSIX has it. A Chinese locale in another encoding than UTF-8 counts as English, which such a terminal can show.
 */
export function languageOf(
  option: Language | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  if (option !== undefined) return option;
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  const [, encoding = "UTF-8"] = /\.([^@]*)/.exec(locale) ?? [];
  return (/^utf-?8$/i.test(encoding) && languageIn(locale)) || "en";
}

function languageIn(text: string): Language | undefined {
  return /^(?:en|zh)(?![a-z])/i.exec(text)?.[0].toLowerCase() as Language | undefined;
}
