import { useEffect } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { collectionPath, taskPath } from "../address/places.js";
import { visitedPlaces } from "../address/visited.js";
import { useConnection } from "../connection/connection.js";
import { useLanguage } from "../language/language.js";
import { fieldsOf } from "../parts/fields-of.js";
import { plainText, Text } from "../parts/text.js";

/** Asks what to look at. */
export function StartPage() {
  const { words } = useLanguage();
  const { session } = useConnection();
  const [, go] = useLocation();
  const recent = visitedPlaces();
  useEffect(() => {
    document.title = `${words.start} · viking-kb`;
  }, [words]);
  return (
    <>
      <h1>{words.startTitle}</h1>
      <p class="lead">{words.startLead}</p>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          const { collection = "", project = "" } = fieldsOf(event.currentTarget);
          if (collection) go(collectionPath({ collection, ...(project ? { project } : {}) }));
        }}
      >
        <label class="grows">
          {words.collectionLabel}
          <input name="collection" required autocomplete="off" spellcheck={false} defaultValue={session.collection} />
        </label>
        <label>
          {words.projectLabel}
          <input
            name="project"
            autocomplete="off"
            spellcheck={false}
            placeholder={plainText(session.project ?? "default")}
          />
        </label>
        <button type="submit" class="main">
          {words.open}
        </button>
      </form>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          const { task = "" } = fieldsOf(event.currentTarget);
          if (task) go(taskPath(task));
        }}
      >
        <label class="grows">
          {words.taskLabel}
          <input name="task" required autocomplete="off" spellcheck={false} />
        </label>
        <button type="submit">{words.open}</button>
      </form>
      {recent.length > 0 && (
        <section aria-labelledby="recent">
          <h2 id="recent">{words.recent}</h2>
          <ul class="recent">
            {recent.map(({ path, kind, name }) => (
              <li key={path}>
                <span class="kind">{words[kind]}</span>{" "}
                <Link href={path}>
                  <Text of={name} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
