import { expect, test } from "vitest";
import { drawSizes } from "./draw-sizes.js";
import type { SizeReading } from "./measure-sizes.js";

const reading = (points: number, factor: number): SizeReading => ({
  points,
  pages: { start: 500, middle: 500 * factor, end: 1_000 * factor, everywhere: 500 * factor },
  importedPerCpuSecond: 60_000,
  diskBytes: points * 500,
  memoryBytes: 100e6 * factor,
});

test("the picture tells each size and each last value, and nothing lies outside of it", () => {
  const svg = drawSizes([reading(10_000, 1), reading(100_000, 2), reading(1_000_000, 40)]);
  for (const text of ["10,000", "100,000", "1,000,000", "0.50 start", "40 end", "60", "4000"]) {
    expect(svg).toContain(`>${text}</text>`);
  }
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  const places = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(places).toHaveLength(3 * 6);
  for (const [x = Number.NaN, y = Number.NaN] of places) {
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(Number(width));
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(Number(height));
  }
  expect(svg).not.toContain("NaN");
  // Labels of equal values stand below each other.
  const labels = [...svg.matchAll(/y="([\d.]+)">[\d.]+ (?:start|middle|end|anywhere)</g)].map(([, y]) => Number(y));
  expect(labels).toHaveLength(4);
  expect(Math.min(...labels.slice(1).map((y, index) => y - (labels[index] ?? 0)))).toBeGreaterThanOrEqual(15);
});
