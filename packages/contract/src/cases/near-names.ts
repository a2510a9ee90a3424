/** A text that is nearly a name, and in words what it has other than it. */
export interface NearName {
  readonly how: string;
  readonly name: string;
}

const changes: readonly (readonly [how: string, change: (name: string) => string])[] = [
  ["in capitals", (name) => name.toUpperCase()],
  ["in small letters", (name) => name.toLowerCase()],
  ["after a blank", (name) => ` ${name}`],
  ["before a blank", (name) => `${name} `],
  ["without its last character", (name) => [...name].slice(0, -1).join("")],
  ["with one character more", (name) => `${name}0`],
  ["with % for its last character", (name) => `${[...name].slice(0, -1).join("")}%`],
  ["with _ for its last character", (name) => `${[...name].slice(0, -1).join("")}_`],
  ["with * for its last character", (name) => `${[...name].slice(0, -1).join("")}*`],
  ["with its marks taken apart", (name) => name.normalize("NFD")],
  ["with its marks put together", (name) => name.normalize("NFC")],
  ["in plain characters", (name) => name.normalize("NFKC")],
];

/**
 * What a server that compares with less than all of a name takes for it: another case, blanks around, a prefix, a
 * pattern of a database or a shell, another form of Unicode. None of them is empty, or one of the names that are known.
 */
export function nearNames(name: string, known: ReadonlySet<string>): NearName[] {
  const seen = new Set(["", name]);
  return changes
    .map(([how, change]) => ({ how, name: change(name) }))
    .filter((near) => !known.has(near.name) && !seen.has(near.name) && seen.add(near.name));
}
