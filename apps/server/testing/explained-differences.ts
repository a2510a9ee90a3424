import { fileURLToPath } from "node:url";
import {
  type CaseReport,
  type Explanation,
  findUnexplained,
  formatDifference,
  readExplanations,
} from "@viking-kb/contract";

/** Reads `contract-differences.yaml`. */
export function readServerExplanations(): Promise<Explanation[]> {
  return readExplanations(fileURLToPath(new URL("../contract-differences.yaml", import.meta.url)));
}

/** One sentence for each difference from the documented answers that is not explained, and for each idle row. */
export function findUnexplainedDifferences(cases: readonly CaseReport[], rows: readonly Explanation[]): string[] {
  return findUnexplained(cases, rows, {
    show: formatDifference,
    file: "apps/server/contract-differences.yaml",
    mend: "Mend spec/fixtures.yaml or the server",
  });
}
