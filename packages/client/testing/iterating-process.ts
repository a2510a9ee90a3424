import { bundleProgram, startProgram } from "./run-program.js";

/** What a process reports that iterates over all points. Memory is in bytes, after a full garbage collection. */
export interface IteratingReport {
  readonly points: number;
  readonly heapAfter: { readonly points: number; readonly bytes: number }[];
}

const source = `
  import { createKnowledgeBase } from "./src/index.ts";
  const kb = createKnowledgeBase({
    credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
    endpoint: process.argv[1],
  });
  const report = { points: 0, heapAfter: [] };
  for await (const point of kb.points.iterate({ collection_name: "faq" })) {
    report.points += point.content.length > 0 ? 1 : 0;
    if (report.points % 10_000 !== 0) continue;
    globalThis.gc();
    report.heapAfter.push({ points: report.points, bytes: process.memoryUsage().heapUsed });
  }
  process.stdout.write(JSON.stringify(report));
`;

/** Iterates over all points of the collection `faq` at this address, in a process of its own. */
export async function iterateInProcess(url: string): Promise<IteratingReport> {
  return JSON.parse((await startProgram(await bundleProgram(source), [url])).stdout);
}
