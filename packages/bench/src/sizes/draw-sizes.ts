import type { Place, SizeReading } from "./measure-sizes.js";

/** A line of a panel: a value for each size. */
interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

/** One diagram of the picture: a value over the number of points. */
interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Whether equal steps are equal factors, for values that lie far apart; else they begin at 0. */
  readonly isLogarithmic: boolean;
  readonly format: (value: number) => string;
}

const [width, height, gap] = [280, 200, 40];
const [left, top, bottom] = [64, 56, 44];
/** Space for the names of the lines, right of the last panel and of each. */
const names = 92;

const places: Record<Place, string> = { start: "start", middle: "middle", end: "end", everywhere: "anywhere" };

const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));

/**
 * Draws what collections cost over their size, as an SVG that is read in light and in dark: pages, import and memory.
 *
 * @param readings of growing sizes, each ten times that before, or any other factor
 */
export function drawSizes(readings: readonly SizeReading[]): string {
  const panels: Panel[] = [
    {
      title: "CPU time of a page of 10, in ms",
      lines: (Object.keys(places) as Place[]).map((place) => ({
        name: places[place],
        values: readings.map(({ pages }) => pages[place] / 1000),
      })),
      isLogarithmic: true,
      format: figure,
    },
    {
      title: "import: thousand points a CPU second",
      lines: [{ name: "", values: readings.map((reading) => reading.importedPerCpuSecond / 1000) }],
      isLogarithmic: false,
      format: figure,
    },
    {
      title: "memory of the server, in MB",
      lines: [{ name: "", values: readings.map(({ memoryBytes }) => memoryBytes / 1e6) }],
      isLogarithmic: false,
      format: figure,
    },
  ];
  const each = left + width + names + gap;
  const [fullWidth, fullHeight] = [panels.length * each - gap, top + height + bottom];
  const sizes = readings.map(({ points }) => points.toLocaleString("en"));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${fullWidth} ${fullHeight}" role="img" aria-labelledby="title">
<title id="title">What a collection of ${sizes.join(", ")} points costs: the CPU time of a page at its start, in its middle, at its end and anywhere, the import, and the memory of the server</title>
<style>
  .axis { stroke: #8b949e; stroke-width: 1; }
  .line { fill: none; stroke: #2563eb; stroke-width: 2; }
  .dot { fill: #2563eb; }
  text { font: 13px system-ui, sans-serif; fill: #57606a; }
  .title { font-size: 14px; fill: #1f2328; }
  @media (prefers-color-scheme: dark) {
    .axis { stroke: #6e7681; }
    .line { stroke: #60a5fa; }
    .dot { fill: #60a5fa; }
    text { fill: #9ea7b3; }
    .title { fill: #e6edf3; }
  }
</style>
${panels.map((panel, index) => drawPanel(panel, sizes, index * each + left)).join("\n")}
</svg>
`;
}

function drawPanel({ title, lines, isLogarithmic, format }: Panel, sizes: readonly string[], x0: number): string {
  const values = lines.flatMap((line) => line.values);
  const [smallest, largest] = [Math.min(...values), Math.max(...values)];
  const share = (value: number) =>
    isLogarithmic
      ? Math.log(value / (smallest / 1.5)) / Math.log((largest / smallest) * 2.25)
      : value / (largest * 1.2);
  const x = (index: number) => round(x0 + (width * index) / Math.max(1, sizes.length - 1));
  const y = (value: number) => round(top + height * (1 - share(value)));
  const base = top + height;
  const drawn = lines.map(({ values: own }) => {
    const points = own.map((value, index) => `${x(index)},${y(value)}`);
    const dots = own.map((value, index) => `<circle class="dot" cx="${x(index)}" cy="${y(value)}" r="3"/>`);
    return `<polyline class="line" points="${points.join(" ")}"/>${dots.join("")}`;
  });
  const ends = lines.map(({ name, values: own }) => ({ name, at: own.at(-1) ?? Number.NaN }));
  return [
    `<text class="title" x="${x0}" y="22">${title}</text>`,
    `<path class="axis" d="M${x0} ${base} H${x0 + width}"/>`,
    ...sizes.map((size, index) => `<text x="${x(index)}" y="${base + 22}" text-anchor="middle">${size}</text>`),
    ...drawn,
    ...labelsOf(ends.map(({ name, at }) => ({ text: `${format(at)} ${name}`.trim(), y: y(at) }))).map(
      ({ text, y: at }) => `<text x="${x(sizes.length - 1) + 10}" y="${at + 4}">${text}</text>`,
    ),
    ...(lines.length === 1
      ? (lines[0]?.values ?? [])
          .slice(0, -1)
          .map(
            (value, index) => `<text x="${x(index)}" y="${y(value) - 10}" text-anchor="middle">${format(value)}</text>`,
          )
      : []),
  ].join("\n");
}

/** Labels that would stand on each other are moved apart, downwards. */
function labelsOf(labels: readonly { readonly text: string; readonly y: number }[]) {
  let free = Number.NEGATIVE_INFINITY;
  return [...labels]
    .sort((one, other) => one.y - other.y)
    .map(({ text, y }) => {
      const at = Math.max(y, free);
      free = at + 15;
      return { text, y: at };
    });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
