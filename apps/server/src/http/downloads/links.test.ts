import { expect, test } from "vitest";
import { originOf, resultOf } from "./links.js";

const rows: { title: string; host?: string; signedHeaders?: string[]; address?: string; origin: string }[] = [
  { title: "the Host", host: "127.0.0.1:4020", origin: "http://127.0.0.1:4020" },
  { title: "a name, in small letters", host: "KB.Example:8080", origin: "http://kb.example:8080" },
  { title: "no port that http has anyway", host: "kb.example:80", origin: "http://kb.example" },
  { title: "an IPv6 address", host: "[::1]:4020", origin: "http://[::1]:4020" },
  {
    title: "the connection's address, for a Host that is not signed",
    host: "evil.example",
    signedHeaders: ["x-date", "x-host"],
    origin: "http://127.0.0.1:4020",
  },
  { title: "the same, for no Host", origin: "http://127.0.0.1:4020" },
  { title: "the same, for a Host that is in no URL", host: "[fe80::1%eth0]:1", origin: "http://127.0.0.1:4020" },
  { title: "an IPv4 address over IPv6", address: "::ffff:192.0.2.1", origin: "http://192.0.2.1:4020" },
  { title: "an IPv6 address without its zone", address: "fe80::1%eth0", origin: "http://[fe80::1]:4020" },
];
test.each(rows)("A link has $title", ({ host, signedHeaders = ["host", "x-date"], address = "127.0.0.1", origin }) => {
  const socket = { localAddress: address, localPort: 4020 };
  const request = { headers: { ...(host !== undefined && { host }) }, socket };
  expect(originOf(request as Parameters<typeof originOf>[0], signedHeaders)).toBe(origin);
});

const id = "0123456789abcdef0123456789abcdef";
test.each([
  [`/downloads/${id}.zip`, id],
  [`/downloads/${id}.zip?X-Date=1`, id],
  [`/downloads/${id}.zip/`, undefined],
  [`/downloads/${id.toUpperCase()}.zip`, undefined],
  [`/downloads/${id}`, undefined],
  [`//downloads/${id}.zip`, undefined],
  [`/downloads/%30${id.slice(1)}.zip`, undefined],
  [`/downloads/../${id}.zip`, undefined],
  [`http://127.0.0.1/downloads/${id}.zip`, undefined],
  ["/downloads/.zip", undefined],
  ["", undefined],
])("%s leads to the result of %s", (target, taskId) => {
  expect(resultOf(target)).toBe(taskId);
});
