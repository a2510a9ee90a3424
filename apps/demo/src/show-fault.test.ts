import { expect, test } from "vitest";
import { faultsIn } from "./show-fault.js";

test("Of a report each fault is shown where it is met first, and the last line", () => {
  const report = [
    "With the fault wrong-type put before http://127.0.0.1:4010:",
    "",
    "getTaskInfo  200  0  documented  failed 1",
    "",
    "what failed",
    "",
    "getDocInfo: 200 deleting (strict)",
    "  curl -sS -X POST 'http://127.0.0.1:4010/api/knowledge/doc/info'",
    '  | {"code":0,"data":{"point_num":"0"}}',
    "  1. /data/point_num is string; must be integer",
    "     also in 200 documented",
    "",
    "getDocInfo: 200 documented (strict)",
    "  told above: 1",
    "",
    "getTaskInfo: 200 documented (strict)",
    "  2. /data/percentage is string; must be integer",
    "",
    "12/16 documented pairs, 29/56 cases, 3 failed, 0 skipped",
    "The contract is broken: strict 3 of 56 checks failed.",
    "",
  ].join("\n");
  expect(faultsIn(report)).toEqual([
    "getDocInfo: 200 deleting (strict)",
    "  1. /data/point_num is string; must be integer",
    "getTaskInfo: 200 documented (strict)",
    "  2. /data/percentage is string; must be integer",
    "12/16 documented pairs, 29/56 cases, 3 failed, 0 skipped",
    "The contract is broken: strict 3 of 56 checks failed.",
  ]);
});
