import { expect, it } from "vitest";
import { checkOutside } from "./refusals.js";

const told: [allow: string | undefined, findings: { at: string; message: string }[]][] = [
  ["POST", []],
  ["POST, OPTIONS", []],
  ["OPTIONS,POST", []],
  [undefined, [{ at: "allow", message: "is missing; expected POST" }]],
  ["GET, HEAD", [{ at: "allow", message: 'is "GET, HEAD"; expected POST in it' }]],
  ["POSTS", [{ at: "allow", message: 'is "POSTS"; expected POST in it' }]],
];

it.each(told)("makes of the methods %s that are allowed what they are", (allow, findings) => {
  const bytes = Buffer.from('{"code":1000003,"message":"invalid request:method: must be POST","request_id":"r-1"}');
  const headers = { "content-type": "application/json", "content-length": String(bytes.length), allow };
  const request = { method: "GET", path: "/api/knowledge/doc/info", status: 405 } as const;
  expect(checkOutside(request, { status: 405, headers, bytes })).toEqual(findings);
});

it.each([
  [405, "POST", []],
  [405, undefined, ["allow is missing; expected POST"]],
  [200, undefined, ["status is 200; expected 405", "allow is missing; expected POST"]],
])("holds the headers alone of what answers HEAD: %i, %s", (status, allow, told) => {
  const request = { method: "HEAD", path: "/api/knowledge/doc/info", status: 405 } as const;
  const findings = checkOutside(request, { status, headers: { allow }, bytes: Buffer.from("") });
  expect(findings.map(({ at, message }) => `${at} ${message}`)).toEqual(told);
});
