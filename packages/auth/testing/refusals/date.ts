import type { Refusal } from "../received.js";
import { baseHeaders, type Difference, headersWith, now } from "../received.js";

const date = baseHeaders["x-date"];

/** A request whose X-Date, sent and signed, is this text. */
const dated = (text: string): Difference => ({
  date: text,
  scope: `${text.slice(0, 8)}/cn-beijing/air/request`,
  signedHeaders: headersWith({ "x-date": text }),
});

/** Requests whose X-Date is missing, cannot be read, is not signed or lies too far from the clock. */
export const dateRefusals: readonly Refusal[] = [
  ["X-Date absent", "missing-date", { sentHeaders: headersWith({ "x-date": undefined }) }],
  ["X-Date twice", "repeated-date", { sentHeaders: [...headersWith({}), ["X-Date", date]] }],
  ["two X-Dates in one line", "malformed-date", dated(`${date}, ${date}`)],
  ["an empty X-Date", "malformed-date", { ...dated(""), scope: "20260115/cn-beijing/air/request" }],
  ["an X-Date in the ISO form", "malformed-date", { ...dated("2026-01-15T08:30:00Z"), scope: "20260115//air/request" }],
  ["an X-Date in HTTP's form", "malformed-date", { ...dated(now.toUTCString()), scope: "20260115//air/request" }],
  ["an X-Date in Unix seconds", "malformed-date", dated("1768465800")],
  ["an X-Date with milliseconds", "malformed-date", dated("20260115T083000000Z")],
  ["an X-Date without zone", "malformed-date", dated("20260115T083000")],
  ["an X-Date in another zone", "malformed-date", dated("20260115T163000+0800")],
  ["an X-Date in lower case", "malformed-date", dated("20260115t083000z")],
  [
    "an X-Date in full-width digits",
    "malformed-date",
    { ...dated("２０２６0115T083000Z"), scope: "20260115//air/request" },
  ],
  ["the thirtieth of February", "malformed-date", dated("20260230T083000Z")],
  ["a thirteenth month", "malformed-date", dated("20261315T083000Z")],
  ["hour 24", "malformed-date", dated("20260115T240000Z")],
  ["a leap second", "malformed-date", dated("20260115T083060Z")],
  ["a leap second that ends the year 9999", "malformed-date", dated("99991231T235960Z")],
  ["nothing but nines", "malformed-date", dated("99999999T999999Z")],
  ["an X-Date of another year", "date-outside-window", dated("20250115T083000Z")],
  ["an X-Date 15 min 1 s ahead", "date-outside-window", dated("20260115T084501Z")],
  ["an X-Date 15 min 1 s old", "date-outside-window", dated("20260115T081459Z")],
  [
    "x-date unsigned",
    "unsigned-date",
    { signedHeaders: headersWith({ "x-date": undefined }), sentHeaders: headersWith({}) },
  ],
];
