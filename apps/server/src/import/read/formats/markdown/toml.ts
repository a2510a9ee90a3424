import { getStaticTOMLValue, parseTOML, traverseNodes } from "toml-eslint-parser";

/**
 * The entries of a TOML document: integers as bigint, dates as they are written, and so numbers whose digits would be
 * others when they are written again, such as 1.10 or 0x10.
 *
 * @throws Error when it is not valid.
 */
export function parseToml(toml: string): Record<string, unknown> {
  const ast = parseTOML(toml);
  traverseNodes(ast, {
    enterNode(node) {
      if (node.type !== "TOMLValue") return;
      let value: unknown = node.value;
      if (node.kind === "integer") value = String(node.bigint) === node.number ? node.bigint : node.number;
      else if (node.kind === "float" && /\d/.test(node.number) && String(node.value) !== node.number)
        value = node.number;
      else if ("datetime" in node) value = node.datetime;
      Object.assign(node, { value });
    },
    leaveNode() {},
  });
  return getStaticTOMLValue(ast);
}
