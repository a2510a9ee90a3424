import { type Block, type ContentBlock, type FramedBlock, isVisible, type Row } from "../../../blocks.js";

/** How deeply lists and quotes are shown as such: deeper ones are like the one that they stand in. */
const mostContainers = 8;

/** A list, an item, a quote, or a term with what explains it. */
export interface ContainerKind {
  /** What its first line begins with, and each further one. */
  readonly first: string;
  readonly rest: string;
  /** Whether no empty line stands above it within a list. */
  readonly isTight?: boolean;
  readonly isList?: boolean;
}

interface Container extends ContainerKind {
  readonly parts: (Leaf | Container)[];
  isUsed: boolean;
}

/** A block whose end is still open: what follows decides whether an empty line is below it. */
interface Leaf {
  readonly block: Block;
  gap: string;
}

/** A table or code as lines. */
export interface FramedLines {
  readonly kind: "table" | "code";
  readonly opening: readonly string[];
  readonly rows: readonly string[];
  readonly closing: readonly string[];
  /** What of the opening a further part gets. */
  readonly repeated: readonly string[];
}

/** Puts the blocks of a document together, within the lists and quotes that they stand in. */
export interface Outline {
  addText(text: string): void;
  /** Within a list or a quote, it is text of that. */
  addHeading(level: number, title: string, text: string): void;
  addFramed(lines: FramedLines): void;
  open(kind: ContainerKind): void;
  close(): void;
  blocks(): Block[];
}

export function createOutline(): Outline {
  const top: (Leaf | Container)[] = [];
  const containers: Container[] = [];
  let unshown = 0;
  let last: Leaf | undefined;
  let lastList: Container | undefined;

  /** @param toBlock makes the block, given what its first line and each further one begin with */
  const add = (toBlock: (first: string, rest: string) => Block) => {
    const list = containers.find(({ isList }) => isList === true);
    const startsItem = containers.some(({ isUsed, isTight }) => !isUsed && isTight === true);
    if (last) last.gap = startsItem && list !== undefined && list === lastList ? "\n" : "\n\n";
    const first = containers.map((container) => (container.isUsed ? container.rest : container.first)).join("");
    const rest = containers.map((container) => container.rest).join("");
    for (const container of containers) container.isUsed = true;
    last = { block: toBlock(first, rest), gap: "\n" };
    lastList = list;
    (containers.at(-1)?.parts ?? top).push(last);
  };
  const addText = (text: string) => {
    if (isVisible(text)) add((first, rest) => ({ kind: "lines", source: first + text.replaceAll("\n", `\n${rest}`) }));
  };
  return {
    addText,
    addHeading(level, title, text) {
      if (containers.length > 0) addText(text);
      else if (isVisible(text)) add(() => ({ kind: "heading", level, title, source: `${"#".repeat(level)} ${text}` }));
    },
    addFramed: (lines) => add((first, rest) => framedBlock(lines, first, rest)),
    open(kind) {
      if (containers.length >= mostContainers) {
        unshown++;
        return;
      }
      const container = { ...kind, parts: [], isUsed: false };
      (containers.at(-1)?.parts ?? top).push(container);
      containers.push(container);
    },
    close() {
      if (unshown > 0) unshown--;
      else containers.pop();
    },
    blocks: () => top.flatMap(finished),
  };
}

function framedBlock(lines: FramedLines, first: string, rest: string): FramedBlock {
  const indented = (all: readonly string[]) => all.map((line) => `${`${rest}${line}`.trimEnd()}\n`);
  const begun = indented([...lines.opening, ...lines.rows]);
  const start = begun[0];
  if (start !== undefined) begun[0] = first + start.slice(Math.min(rest.length, start.length - 1));
  const rows = begun.slice(lines.opening.length);
  const closing = indented(lines.closing).join("").trimEnd();
  const opening = begun.slice(0, lines.opening.length).join("");
  return {
    kind: lines.kind,
    source: opening + rows.join("") + closing,
    opening,
    rows: rows.map((source): Row => ({ source, endsWell: lines.kind === "table" || source.trim() === "" })),
    closing,
    repeated: { opening: indented(lines.repeated).join(""), closing },
  };
}

/** There are few containers within each other, so this may call itself. */
function finished(part: Leaf | Container): Block[] {
  if ("block" in part) return [ended(part)];
  const parts = part.parts.flatMap(finished).filter((block): block is ContentBlock => block.kind !== "heading");
  if (parts.length < 2) return parts;
  return [{ kind: "group", source: parts.map(({ source }) => source).join(""), parts }];
}

function ended({ block, gap }: Leaf): Block {
  // The last row of a table ends its line already.
  const end = block.source.endsWith("\n") ? gap.slice(1) : gap;
  const source = block.source + end;
  return "rows" in block ? { ...block, source, closing: block.closing + end } : { ...block, source };
}
