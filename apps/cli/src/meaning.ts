/** The values that the contract names of an open enumeration, without the branch that takes any other. */
type KnownValue<Value> = Value extends unknown
  ? string extends Value
    ? never
    : number extends Value
      ? never
      : Value
  : never;

/** What each known value of an enumeration means; one that the contract adds is missed here by the compiler. */
export type Meanings<Value extends string | number> = Readonly<Record<KnownValue<Value>, string>>;

/** Shows a value with its meaning, `6 (being processed)`; an unknown one as it is. */
export function withMeaning<Value extends string | number>(meanings: Meanings<Value>): (value: Value) => string {
  const table: Readonly<Record<string, string>> = meanings;
  return (value) => (Object.hasOwn(table, value) ? `${value} (${table[`${value}`]})` : `${value}`);
}
