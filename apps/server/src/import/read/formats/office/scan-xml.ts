import { decodeXML } from "entities";

/** A tag of XML. */
export interface XmlTag {
  readonly name: string;
  readonly isEnd: boolean;
  /** Whether it is both start and end. */
  readonly isEmpty: boolean;
  /** @param name a pattern */
  attribute(name: string): string | undefined;
  /** Where it ends in the source. */
  readonly end: number;
}

/** The tags of well-formed XML, without a tree. */
export function* tagsOf(xml: string): Generator<XmlTag> {
  for (const { index, 0: tag, 1: slash, 2: name = "" } of xml.matchAll(
    /<(\/?)([A-Za-z_][\w:.-]*)(?=[\s/>])(?:[^<>"']|"[^"]*"|'[^']*')*>/g,
  )) {
    yield {
      name,
      isEnd: slash === "/",
      isEmpty: tag.endsWith("/>"),
      attribute: (wanted) => {
        const [, , double, single] = new RegExp(`\\s(${wanted})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
        const value = double ?? single;
        return value === undefined ? undefined : decodeXML(value);
      },
      end: index + tag.length,
    };
  }
}

/** The text of the first element of a name, without white space around it; undefined where there is none. */
export function elementText(xml: string, name: string): string | undefined {
  for (const tag of tagsOf(xml)) {
    if (tag.name !== name || tag.isEnd) continue;
    const text = tag.isEmpty ? "" : xml.slice(tag.end, xml.indexOf("<", tag.end));
    return decodeXML(text).replaceAll(/\s+/g, " ").trim() || undefined;
  }
  return undefined;
}
