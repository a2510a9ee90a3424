import type { ComponentChildren } from "preact";
import { useLanguage } from "../../language/language.js";
import type { SeenPoints } from "./use-list-place.js";

interface PlaceBarProps {
  readonly seen: SeenPoints;
  readonly total: number;
  /** Called with the number of a point, from 1. */
  readonly onJump: (to: number) => void;
  /** What must be seen wherever the list is scrolled to. */
  readonly children: ComponentChildren;
}

/** Stays above the list: which points are seen, and the way to any other. */
export function PlaceBar({ seen, total, onJump, children }: PlaceBarProps) {
  const { words, number } = useLanguage();
  const first = Math.min(seen.first + 1, total);
  const last = Math.min(Math.max(seen.last + 1, first), total);
  return (
    <div class="place-bar" id="place-bar">
      {children}
      <p class="range">{words.range(number(first), number(last), number(total))}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const to = Number(new FormData(event.currentTarget).get("to"));
          if (Number.isSafeInteger(to) && to >= 1) onJump(to);
        }}
      >
        <label>
          {words.jump}
          <input name="to" type="number" min={1} step={1} required inputMode="numeric" placeholder={`${first}`} />
        </label>
        <button type="submit">{words.go}</button>
      </form>
    </div>
  );
}
