import type { Finding } from "../finding.js";
import type { Reading, Rule } from "./rule.js";

/** The business code is the documented one, and it comes with the HTTP status that the table of codes pairs it with. */
export const businessCodeRule: Rule = {
  name: "business-code",
  source: "tables of codes on the documentation pages",
  check: checkBusinessCode,
};

function checkBusinessCode({
  documented: { response },
  answer: { status },
  body: { code },
  table,
}: Reading): Finding[] {
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
