import type { DocumentedCase } from "../documented-case.js";
import type { Finding } from "../finding.js";
import type { JsonObject } from "../json.js";
import type { BusinessCode } from "../strict-contract.js";

/** The business code is the documented one, and it comes with the HTTP status that the table of codes pairs it with. */
export function checkBusinessCode(
  { response }: DocumentedCase,
  status: number,
  body: JsonObject,
  table: readonly BusinessCode[],
): Finding[] {
  const { code } = body;
  if (typeof code !== "number") return [];
  const rows = table.filter((row) => row.code === code);
  const paired = rows.some((row) => row.status === status);
  const remarks = [
    ...(rows.length === 0 ? ["is in no table"] : []),
    ...(rows[0] && !paired ? [`comes with status ${rows[0].status}, not ${status}`] : []),
  ];
  if (code === response.code && remarks.length === 0) return [];
  const remark = remarks.map((text) => `, which ${text}`).join("");
  const expectation = code === response.code ? "" : `; expected ${response.code}`;
  return [{ at: "/code", message: `is ${code}${remark}${expectation}` }];
}
