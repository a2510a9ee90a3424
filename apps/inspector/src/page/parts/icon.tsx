/** Drawn on a field of 16 by 16, in the colour of the text. */
const paths = {
  sun: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1",
  moon: "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7Z",
  halfMoon: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 0v12M8 5h3.6M8 8h5M8 11h3.6",
  again: "M13 5.5A5.5 5.5 0 1 0 13.5 8M13.5 2.5v3h-3",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8Z",
  done: "M3 8.5l3.5 3.5L13 4.5",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  previous: "M10 3 5 8l5 5",
  next: "M6 3l5 5-5 5",
  outside: "M6 3.5H3v9.5h9.5v-3M9 2.5h4.5V7M13.5 2.5 7.5 8.5",
  code: "M5.5 4 1.5 8l4 4M10.5 4l4 4-4 4",
} as const;

export type IconName = keyof typeof paths;

/** A picture that says nothing which its button does not say in words. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
