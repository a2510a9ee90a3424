import { vendorsBaseUrl } from "../../strict-contract.js";
import { algorithm, type Draft, digest, type OtherSignature, percentEncode, signatureOf } from "./draft.js";
import { later, type Surroundings, wrongAuthorizations } from "./wrong-authorizations.js";

/** For each part of the canonical request, of the header and of the scope: requests that are wrong in it alone. */
export function wrongSignatures(right: Draft, surroundings: Surroundings): OtherSignature[] {
  return [
    ...wholes(right),
    ...methodsAndPaths(right, surroundings),
    ...queries(right),
    ...headers(right),
    ...signedHeaders(right),
    ...bodies(right),
    ...wrongAuthorizations(right, surroundings),
  ];
}

/** Where one of these is taken, nothing is verified, and what follows tells no more. */
function wholes({ accessKeyId }: Draft): OtherSignature[] {
  return [
    { what: "signed with a wrong secret", always: true, change: { secretAccessKey: "not-the-secret-of-this-key" } },
    { what: "without a signature", always: true, change: { authorize: () => undefined } },
    { what: "with a bearer token", always: true, change: { authorize: () => `Bearer ${accessKeyId}` } },
    // The signature is checked first: without a valid one, nothing is said about the body.
    ...(["{", "{}"] as const).map((body) => ({
      what: `signed with a wrong secret, and ${body === "{" ? "no JSON" : "nothing required"}`,
      decision: true as const,
      change: { secretAccessKey: "not-the-secret-of-this-key", body },
    })),
  ];
}

function methodsAndPaths({ path, prefix }: Draft, { otherPath }: Surroundings): OtherSignature[] {
  const slash = path.lastIndexOf("/");
  const paths: Record<string, string> = {
    "its path with a slash at the end": `${path}/`,
    "its path with two slashes for one": `${path.slice(0, slash)}/${path.slice(slash)}`,
    "its path in capitals": path.toUpperCase(),
    "its path with an escaped slash": `${path.slice(0, slash)}%2F${path.slice(slash + 1)}`,
    "its path with an escaped letter": `${path.slice(0, -1)}%${path.charCodeAt(path.length - 1).toString(16)}`,
    "its path as a whole URL": `http://example.com${path}`,
    "no path": prefix === "" ? "/" : "",
  };
  return [
    { what: "signed for GET", change: { signed: { method: "GET" } } },
    { what: "signed for another operation's path", change: { signed: { path: otherPath } } },
    { what: "signed for a method in small letters", decision: true, change: { signed: { method: "post" } } },
    ...Object.entries(paths).map(([what, signed]) => ({
      what: `signed for ${what}`,
      decision: true as const,
      change: { signed: { path: signed } },
    })),
  ];
}

/** Each query as it is sent, and as it is signed, which is never its canonical form. */
function queries(right: Draft): OtherSignature[] {
  const rows: Record<string, [sent: string, signed: string]> = {
    "a query that was added afterwards": ["lang=en", ""],
    "a query that was added to another": ["a=1&lang=en", "a=1"],
    "a value of its query changed": ["lang=en", "lang=zh"],
    "a name of its query in capitals": ["LANG=en", "lang=en"],
    "the values of a name the other way round": ["a=2&a=1", "a=1&a=2"],
    "its query signed unsorted": ["b=1&a=2", "b=1&a=2"],
    "its query signed with escapes in small letters": ["a=%e4%b8%ad", "a=%e4%b8%ad"],
    "its query signed without the sign after a name": ["a", "a"],
    "its query signed with a space as +": ["a=b+c", "a=b+c"],
    "its query signed with escapes of escapes": ["a=b%20c", "a=b%2520c"],
    "a broken escape in its query": ["a=%zz", "a=%25zz"],
    "a cut escape in its query": ["a=%4", "a=%254"],
    "bytes in its query that are no UTF-8": ["a=%ff", "a=%EF%BF%BD"],
  };
  return [
    { what: "with a query that was taken away afterwards", change: { signed: { query: "lang=en" } } },
    ...Object.entries(rows).map(([what, [query, signed]]) => ({
      what: `with ${what}`,
      decision: true as const,
      elsewhere: true as const,
      change: { query, signed: { query: signed } },
    })),
    { what: "with the signature of a link", decision: true, elsewhere: true, change: linked(right) },
  ];
}

/** The signature in the query, which is documented for GET alone. */
function linked({ method, prefix, path, accessKeyId, secretAccessKey, scope, date }: Draft): Partial<Draft> {
  const parameters = [
    ["X-Algorithm", algorithm],
    ["X-Credential", `${accessKeyId}/${scope}`],
    ["X-Date", date],
    ["X-Expires", "900"],
    ["X-NotSignBody", ""],
    ["X-SignedHeaders", ""],
    ["X-SignedQueries", "X-Algorithm;X-Credential;X-Date;X-Expires;X-NotSignBody;X-SignedHeaders;X-SignedQueries"],
  ] as const;
  const query = parameters.map(([name, value]) => `${name}=${percentEncode(value)}`).join("&");
  // These signers put one more line before the empty list of headers.
  const canonical = [method, prefix + path, query, "", "", "", digest("")].join("\n");
  const text = [algorithm, date, scope, digest(canonical)].join("\n");
  const signed = `${query}&X-Signature=${signatureOf(secretAccessKey, scope, text)}`;
  return { query: signed, authorize: () => undefined, headers: { "x-date": undefined, "x-content-sha256": undefined } };
}

/** Headers that were signed with one value and are sent with another. */
function headers({ host, date, body, headers: own }: Draft): OtherSignature[] {
  const hostname = host.replace(/:\d+$/, "");
  const session = own["x-security-token"];
  const sent = { host, "content-type": "application/json", "x-date": date, "x-content-sha256": digest(body) };
  const signed: [what: string, name: keyof typeof sent, value: string][] = [
    ["another host", "host", "api.example.com"],
    ["the vendor's host", "host", new URL(vendorsBaseUrl()).host],
    ["another port", "host", `${hostname}:1`],
    ["its host without the port", "host", hostname],
    ["a host that goes on", "host", `${host}.example.com`],
    ["another content type", "content-type", "text/plain"],
    ["a content type with more to it", "content-type", "application/json; charset=utf-8"],
    ["another date among its headers", "x-date", later(date)],
    ["another hash among its headers", "x-content-sha256", digest(`${body} `)],
    ["an empty host", "host", ""],
    ["an empty content type", "content-type", ""],
    ["an empty date among its headers", "x-date", ""],
    ["an empty hash among its headers", "x-content-sha256", ""],
  ];
  const sentAs = (what: string, name: string, value: string, right: string): OtherSignature => ({
    what: `with ${what}`,
    change: { headers: { ...own, [name]: value }, signed: { headers: { [name]: right } } },
  });
  return [
    ...signed
      .filter(([, name, value]) => sent[name] !== value)
      .map(([what, name, value]) => ({
        what: `signed with ${what}`,
        change: { signed: { headers: { [name]: value } } },
      })),
    sentAs("a content type that was not signed", "content-type", "application/json; charset=utf-8", "application/json"),
    sentAs("a date that was not signed", "x-date", "20200101T000000Z", date),
    sentAs("a date a second after the one that was signed", "x-date", later(date), date),
    { ...sentAs("a host that was not signed", "host", "api.example.com", host), decision: true, elsewhere: true },
    { ...sentAs("a port that was not signed", "host", `${hostname}:1`, host), decision: true, elsewhere: true },
    ...(typeof session === "string"
      ? [
          sentAs("a session that was not signed", "x-security-token", "another-session", session),
          {
            what: "signed with another session among its headers",
            change: { signed: { headers: { "x-security-token": "another-session" } } },
          },
        ]
      : []),
  ];
}

function signedHeaders({ names, headers: own }: Draft): OtherSignature[] {
  const text = names.join(";");
  const note = { headers: { ...own, "x-note": ["1", "2"] }, names: [...names, "x-note"] };
  const says: Record<string, string> = {
    "a name less in SignedHeaders than were signed": names.slice(1).join(";"),
    "a name more in SignedHeaders, of what was not sent": `${text};x-note`,
    "a name more in SignedHeaders, of what is sent": `connection;${text}`,
    "a name twice in SignedHeaders": `${text};host`,
    "SignedHeaders in another order than was signed": [...names].reverse().join(";"),
    "SignedHeaders in capitals": text.toUpperCase(),
    "SignedHeaders that are empty": "",
  };
  const twice = (what: string, value: string): OtherSignature => ({
    what: `with a signed header in two lines, of which ${what} signed`,
    decision: true,
    change: { ...note, signed: { headers: { "x-note": value } } },
  });
  return [
    ...Object.entries(says).map(([what, list]) => ({ what: `with ${what}`, change: { says: { names: list } } })),
    ...[
      { what: "signed by names in capitals", change: { names: names.map((name) => name.toUpperCase()) } },
      { what: "signed with a name twice", change: { names: [...names, "host"] } },
      { what: "signed with a header that was not sent", change: { names: [...names, "x-note"] } },
      { what: "signed with no header", change: { names: [] } },
      { what: "with a date that no signature covers", change: { names: names.filter((name) => name !== "x-date") } },
    ].map((row) => ({ ...row, decision: true as const })),
    ...sessions({ names, headers: own }),
    twice("the first is", "1"),
    twice("the last is", "2"),
  ];
}

/** Of a temporary key, whose requests bear its session; those of any other bear none. */
function sessions({ names, headers: own }: Pick<Draft, "names" | "headers">): OtherSignature[] {
  const name = "x-security-token";
  const others = names.filter((one) => one !== name);
  const unsigned: OtherSignature = {
    what: "with a session that no signature covers",
    decision: true,
    change: { headers: { ...own, [name]: own[name] ?? "a-session" }, names: others },
  };
  if (!(name in own)) return [unsigned];
  return [
    unsigned,
    { what: "signed without its session", change: { headers: {}, names: others } },
    { what: "signed with another session", change: { headers: { [name]: "another-session" } } },
  ];
}

function bodies({ body, headers: own, names }: Draft): OtherSignature[] {
  const hash = digest(body);
  const altered = body.replace(/[a-z0-9](?=[^a-z0-9]*$)/i, (sign) => (sign === "0" ? "1" : "0"));
  const unhashed = { headers: { ...own, "x-content-sha256": undefined }, names: names.filter(isNoHash) };
  const claims = (what: string, value: string): OtherSignature => ({
    what,
    decision: true,
    change: { headers: { ...own, "x-content-sha256": value } },
  });
  return [
    ...[`${body} `, altered].flatMap((other) => {
      const length = other.length === body.length ? ", as long as before" : "";
      return [
        {
          what: `changed after it was signed${length}`,
          always: true as const,
          change: { body: other, headers: { ...own, "x-content-sha256": hash }, signed: { hash } },
        },
        {
          what: `changed after it was signed without its hash${length}`,
          change: { ...unhashed, body: other, signed: { hash } },
        },
        {
          what: `changed after it was signed, with the hash of what it is${length}`,
          change: { body: other, signed: { hash, headers: { "x-content-sha256": hash } } },
        },
      ];
    }),
    { what: "signed as if it had no body", change: { ...unhashed, signed: { hash: digest("") } } },
    { what: "signed as a body that is not signed", change: { ...unhashed, signed: { hash: "UNSIGNED-PAYLOAD" } } },
    { what: "signed by a hash that is not its body's", change: { signed: { hash: digest(`${body} `) } } },
    claims("with the hash of another body, which is signed", digest(`${body} `)),
    claims("with a hash of nothing, which is signed", digest("")),
    {
      what: "with two hashes, of which the first is its body's",
      decision: true,
      change: { headers: { ...own, "x-content-sha256": [hash, digest("")] }, names: names.filter(isNoHash) },
    },
    {
      what: "with a hash that is not its body's, and not signed",
      decision: true,
      change: { headers: { ...own, "x-content-sha256": digest("") }, names: names.filter(isNoHash) },
    },
    {
      what: "signed by its own word that the body is not signed",
      decision: true,
      change: { headers: { ...own, "x-content-sha256": "UNSIGNED-PAYLOAD" }, signed: { hash: "UNSIGNED-PAYLOAD" } },
    },
  ];
}

function isNoHash(name: string): boolean {
  return name !== "x-content-sha256";
}
