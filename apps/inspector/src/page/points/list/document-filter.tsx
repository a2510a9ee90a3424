import { useLanguage } from "../../language/language.js";
import { fieldsOf } from "../../parts/fields-of.js";
import { Icon } from "../../parts/icon.js";
import { plainText, Text } from "../../parts/text.js";

interface DocumentFilterProps {
  readonly docs: readonly string[];
  readonly onChange: (docs: readonly string[]) => void;
}

/** The documents whose points are listed alone. */
export function DocumentFilter({ docs, onChange }: DocumentFilterProps) {
  const { words } = useLanguage();
  return (
    <form
      class="filter"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const { doc = "" } = fieldsOf(form);
        if (doc && !docs.includes(doc)) onChange([...docs, doc]);
        form.reset();
      }}
    >
      <label>
        {words.filter}
        <input name="doc" autocomplete="off" spellcheck={false} placeholder={words.docLabel} />
      </label>
      <button type="submit">{words.addFilter}</button>
      {docs.length > 0 && (
        <ul class="chips">
          {docs.map((doc) => (
            <li key={doc}>
              <Text of={doc} />
              <button
                type="button"
                class="plain icon"
                aria-label={words.removeFilter(plainText(doc))}
                onClick={() => onChange(docs.filter((other) => other !== doc))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
