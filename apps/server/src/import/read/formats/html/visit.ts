import type { DefaultTreeAdapterTypes } from "parse5";

export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode;
type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** What is told of the nodes of a tree, in their order. */
interface Visitor {
  text(text: string): void;
  /** @returns whether to go on with what the element holds; if so, `leave` follows */
  enter(element: HtmlElement): boolean;
  leave(element: HtmlElement): void;
}

/** Goes through what a node holds, without recursion: elements may be nested as deeply as the file is long. */
export function visit(root: HtmlParent, visitor: Visitor): void {
  const stack: { readonly node: HtmlNode; readonly isLeft?: boolean }[] = [];
  const pushChildren = ({ childNodes }: HtmlParent) => {
    for (let index = childNodes.length - 1; index >= 0; index--) {
      const node = childNodes[index];
      if (node) stack.push({ node });
    }
  };
  pushChildren(root);
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node } = next;
    if ("value" in node) visitor.text(node.value);
    else if (!("tagName" in node)) continue;
    else if (next.isLeft) visitor.leave(node);
    else if (!isHidden(node) && visitor.enter(node)) {
      stack.push({ node, isLeft: true });
      pushChildren(node);
    }
  }
}

/** An attribute's value; undefined where it is absent. */
export function attribute({ attrs }: HtmlElement, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value;
}

/** What a browser with scripts shows nothing of: its own style sheet, and content for browsers that lack something. */
const hiddenElements = new Set(
  "annotation annotation-xml audio canvas datalist desc head iframe metadata noembed noframes noscript object rp script style template title video".split(
    " ",
  ),
);

function isHidden(element: HtmlElement): boolean {
  const { tagName, attrs } = element;
  if (hiddenElements.has(tagName)) return true;
  return attrs.some(
    ({ name, value }) =>
      (name === "hidden" && value !== "until-found") ||
      (name === "style" && /(?:^|;)\s*display\s*:\s*none/i.test(value)),
  );
}
