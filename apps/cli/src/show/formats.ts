/** The values that the contract names of an open enumeration, without the branch that takes any other. */
type KnownValue<Value> = Value extends unknown
  ? string extends Value
    ? never
    : number extends Value
      ? never
      : Value
  : never;

/** What each known value of an enumeration means; one that the contract adds is missed here by the compiler. */
type Meanings<Value extends string | number> = Readonly<Record<KnownValue<Value>, string>>;

/** Shows a value with its meaning, `6 (being processed)`; an unknown one as it is. */
export function withMeaning<Value extends string | number>(meanings: Meanings<Value>): (value: Value) => string {
  const table: Readonly<Record<string, string>> = meanings;
  return (value) => (Object.hasOwn(table, value) ? `${value} (${table[`${value}`]})` : `${value}`);
}

/** A Unix time in seconds, as ISO 8601; what is no time is shown as it is. */
export function unixSeconds(seconds: number): string {
  return isoTime(seconds, seconds * 1000);
}

/** A Unix time in milliseconds, as ISO 8601; what is no time is shown as it is. */
export function unixMilliseconds(milliseconds: number): string {
  return isoTime(milliseconds, milliseconds);
}

function isoTime(answered: unknown, milliseconds: number): string {
  const time = new Date(typeof answered === "number" ? milliseconds : Number.NaN);
  return Number.isNaN(time.getTime()) ? String(answered) : time.toISOString().replace(".000Z", "Z");
}
