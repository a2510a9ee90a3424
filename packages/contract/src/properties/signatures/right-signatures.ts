import { type Draft, dateText, type OtherSignature, scopeOf } from "./draft.js";

/** What real signers send, and what the contract lets a signer choose. */
export function rightSignatures(right: Draft, date: Date, region: string | undefined): OtherSignature[] {
  const { names, headers, host } = right;
  const without = (...left: readonly string[]) => names.filter((name) => !left.includes(name));
  const hashless = { ...headers, "x-content-sha256": undefined };
  const at = (minutes: number) => {
    const other = dateText(new Date(date.getTime() + minutes * 60_000));
    return { date: other, scope: scopeOf(other, region) };
  };
  const hostname = host.replace(/:\d+$/, "");
  const port = (port: number, signed: string): Partial<Draft> => ({
    host: `${hostname}:${port}`,
    signed: { headers: { host: signed } },
  });
  const noted = { headers: { ...headers, "x-note": "two  spaces" } };
  const signers: Record<string, Partial<Draft>> = {
    "with its host unsigned": { names: without("host") },
    "with its content type unsigned": { names: without("content-type") },
    "with the hash of its body sent and unsigned": { names: without("x-content-sha256") },
    "with host and date signed alone": { headers: hashless, names: without("content-type", "x-content-sha256") },
    "with its names in the order of the vendor's samples": {
      names: names.toSorted((one, other) => rank(one) - rank(other)),
    },
  };
  const decided: Record<string, Partial<Draft>> = {
    "with its date signed alone": { headers: hashless, names: without("host", "content-type", "x-content-sha256") },
    "with another signed header": { ...noted, names: [...names, "x-note"] },
    "with another header that is not signed": noted,
    "with its names in the opposite order": { names: [...names].reverse() },
    "signed for a region of its own": { scope: scopeOf(right.date, "eu-example-7") },
    "signed for no region": { scope: scopeOf(right.date, "") },
    "signed 14 minutes ago": at(-14),
    "signed in 14 minutes": at(14),
  };
  const targets: Record<string, Partial<Draft>> = {
    "with the port 80 in Host, signed": port(80, `${hostname}:80`),
    "with the port 80 in Host, not signed": port(80, hostname),
    "with the port 443 in Host, signed": port(443, `${hostname}:443`),
    "with the port 443 in Host, not signed": port(443, hostname),
    "with a space in its query as +": { query: "a=b+c", signed: { query: "a=b%20c" } },
    "with a space in its query as %20": { query: "a=b%20c" },
    "with a name of its query without a sign after it": { query: "a", signed: { query: "a=" } },
    "with a query in another order": { query: "b=2&a=1&a=0&%C3%A9=3", signed: { query: "a=1&a=0&b=2&%C3%A9=3" } },
    "with escapes in small letters": { query: "a=%e4%b8%ad%21", signed: { query: "a=%E4%B8%AD%21" } },
    "with signs in its query that need no escape": { query: "a=!'()*~", signed: { query: "a=%21%27%28%29%2A~" } },
  };
  const rows = (all: Record<string, Partial<Draft>>, marks: Pick<OtherSignature, "decision" | "elsewhere">) =>
    Object.entries(all).map(([what, change]): OtherSignature => ({ what, change, ...marks }));
  return [
    ...rows(signers, {}),
    ...rows({ "signed for the region of the samples": { scope: scopeOf(right.date, "cn-north-1") } }, {}),
    ...rows(decided, { decision: true }),
    ...rows(targets, { decision: true, elsewhere: true }),
  ];
}

/** As the vendor's published samples in Go and Java list them; others come last. */
function rank(name: string): number {
  const names = ["host", "x-date", "x-content-sha256", "content-type"];
  const at = names.indexOf(name);
  return at < 0 ? names.length : at;
}
