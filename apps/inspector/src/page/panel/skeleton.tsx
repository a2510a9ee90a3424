import { useLanguage } from "../language/language.js";

/** Keeps the room of what is being loaded. */
export function Skeleton({ lines }: { lines: number }) {
  const { words } = useLanguage();
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{words.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} class="line" />
      ))}
    </div>
  );
}
