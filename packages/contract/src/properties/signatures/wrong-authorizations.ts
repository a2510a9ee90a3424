import type { Credentials } from "@viking-kb/auth";
import { algorithm, type Draft, dateText, type OtherSignature, scopeOf } from "./draft.js";

/** What rows are made with, beside the right request. */
export interface Surroundings {
  /** The same clock as that of the right request. */
  readonly date: Date;
  readonly region: string | undefined;
  /** Of another operation. */
  readonly otherPath: string;
  readonly restricted?: Credentials | undefined;
}

/** In milliseconds. */
const minute = 60_000;
const day = 24 * 60 * minute;

/** What is wrong in the scope, the key, the signature itself, its date, or how Authorization says them. */
export function wrongAuthorizations(right: Draft, surroundings: Surroundings): OtherSignature[] {
  return [
    ...scopes(right, surroundings),
    ...keys(right, surroundings),
    ...digits,
    ...dates(right, surroundings),
    ...lines(right),
  ];
}

function scopes({ scope }: Draft, { date }: Surroundings): OtherSignature[] {
  const parts = scope.split("/");
  const yesterday = dateText(new Date(date.getTime() - day)).slice(0, 8);
  const tomorrow = dateText(new Date(date.getTime() + day)).slice(0, 8);
  const others: [what: string, at: number, value: string][] = [
    ["day", 0, yesterday],
    ["region", 1, "us-east-1"],
    ["service", 2, "vod"],
    ["last word", 3, "aws4_request"],
  ];
  const as = (at: number, value: string) => parts.with(at, value).join("/");
  const wholly: Record<string, string> = {
    "on the day before its date": as(0, yesterday),
    "on the day after its date": as(0, tomorrow),
    "with another last word in the scope": as(3, "aws4_request"),
    "with the last word of the scope in capitals": as(3, "REQUEST"),
    "with a scope without its last word": parts.slice(0, 3).join("/"),
    "with a scope that goes on": `${scope}/request`,
    "with region and service the other way round": [parts[0], parts[2], parts[1], parts[3]].join("/"),
    "with the service in capitals": as(2, String(parts[2]).toUpperCase()),
    "for no service": as(2, ""),
  };
  return [
    { what: "signed for another service", change: { scope: as(2, "vod") } },
    ...Object.entries(wholly).map(([what, other]) => ({
      what: `signed ${what}`,
      decision: true as const,
      change: { scope: other },
    })),
    ...others.flatMap(([what, at, value]) => [
      { what: `with another ${what} in the scope than was signed`, change: { says: { scope: as(at, value) } } },
      { what: `signed by the key of another ${what}`, change: { signed: { keyScope: as(at, value) } } },
      { what: `signed with another ${what} in the text than in the key`, change: { signed: { scope: as(at, value) } } },
    ]),
  ];
}

function keys({ accessKeyId: id, secretAccessKey: secret }: Draft, { restricted }: Surroundings): OtherSignature[] {
  const otherCase = (text: string) =>
    text.replace(/[a-z]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
  const ids: Record<string, string> = {
    "a key that nobody has": "AKLTnobodyhasthiskey",
    "a key's id that goes on": `${id}x`,
    "a key's id cut short": id.slice(0, -1),
    "a key's id in another case": otherCase(id),
    "no key's id": "",
  };
  const secrets: Record<string, string> = {
    "a secret in another case": otherCase(secret),
    "a secret cut short": secret.slice(0, -1),
    "a secret that goes on": `${secret}x`,
    "a secret as another scheme begins it": `AWS4${secret}`,
    ...(restricted === undefined ? {} : { "the secret of another key": restricted.secretAccessKey }),
  };
  return [
    ...Object.entries(ids)
      .filter(([, other]) => other !== id)
      .map(([what, accessKeyId]) => ({ what: `signed with ${what}`, change: { accessKeyId } })),
    ...Object.entries(secrets)
      .filter(([, other]) => other !== secret)
      .map(([what, secretAccessKey]) => ({ what: `signed with ${what}`, change: { secretAccessKey } })),
  ];
}

const zeros = "0".repeat(32);

const digits: OtherSignature[] = [
  ...[0, 7, 15, 31, 32, 47, 63].map((at): [string, (right: string) => string] => [
    `the digit ${at + 1} of its signature wrong`,
    (right) => `${right.slice(0, at)}${right[at] === "0" ? "1" : "0"}${right.slice(at + 1)}`,
  ]),
  ...Object.entries<(right: string) => string>({
    "half a signature": (right) => right.slice(0, 32),
    "the other half of a signature": (right) => right.slice(32),
    "the first half of its signature right": (right) => right.slice(0, 32) + zeros,
    "the second half of its signature right": (right) => zeros + right.slice(32),
    "the first digit of a signature": (right) => right.slice(0, 1),
    "an empty signature": () => "",
    "a signature that goes on": (right) => `${right}0`,
    "its signature twice": (right) => right + right,
    "a signature of zeros": () => zeros + zeros,
  }),
].map(([what, signature]) => ({ what: `with ${what}`, change: { says: { signature } } }));

function dates({ headers, names, date: text }: Draft, { date, region }: Surroundings): OtherSignature[] {
  const at = (milliseconds: number) => {
    const other = dateText(new Date(date.getTime() + milliseconds));
    return { date: other, scope: scopeOf(other, region) };
  };
  // Just past the 15 minutes that a clock may differ (inferred, not documented); and a day, at the same time of it.
  const moments: Record<string, number> = {
    "16 minutes ago": -16 * minute,
    "in 16 minutes": 16 * minute,
    "a day ago": -day,
    "in a day": day,
  };
  const [, year, month, ofMonth, hour, minutes, seconds] = /^(....)(..)(..)T(..)(..)(..)Z$/.exec(text) ?? [];
  const forms: Record<string, string> = {
    "with milliseconds": text.replace("Z", ".000Z"),
    "with dashes and colons": `${year}-${month}-${ofMonth}T${hour}:${minutes}:${seconds}Z`,
    "without its Z": text.slice(0, -1),
    "with a zone of its own": text.replace("Z", "+0000"),
  };
  return [
    ...Object.entries(moments).map(([what, milliseconds]) => ({ what: `signed ${what}`, change: at(milliseconds) })),
    ...Object.entries(forms).map(([what, other]) => ({ what: `with a date ${what}`, change: { date: other } })),
    {
      what: "with a date in the header Date",
      change: {
        headers: { ...headers, "x-date": undefined, date: date.toUTCString() },
        names: names.map((name) => (name === "x-date" ? "date" : name)),
      },
    },
    {
      what: "with a second date, of which the first is signed",
      change: { headers: { ...headers, "x-date": [text, "20200101T000000Z"] } },
    },
    {
      what: "with a second date, of which the last is signed",
      change: {
        headers: { ...headers, "x-date": ["20200101T000000Z", text] },
        signed: { headers: { "x-date": text } },
      },
    },
  ]
    .map((row): OtherSignature => ({ ...row, decision: true }))
    .concat({
      what: "with another date in the text than among the headers",
      change: { signed: { date: later(text) } },
    });
}

/** A second after a date, or before it where the day could be another. */
export function later(date: string): string {
  const second = Number(date.slice(13, 15));
  return `${date.slice(0, 13)}${String(second === 59 ? 58 : second + 1).padStart(2, "0")}Z`;
}

function lines({ accessKeyId, scope }: Draft): OtherSignature[] {
  const other = `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=host;x-date, Signature=${zeros}${zeros}`;
  const part = (name: string) => new RegExp(`${name}=[^,]*(?:, )?`);
  const rows: Record<string, (line: string) => string | string[]> = {
    "two Authorization lines, of which the first is right": (line) => [line, other],
    "two Authorization lines, of which the last is right": (line) => [other, line],
    "its Authorization line twice": (line) => [line, line],
    "two signatures in one line, of which the first is right": (line) => `${line}, ${other}`,
    "two signatures in one line, of which the last is right": (line) => `${other}, ${line}`,
    "a second Signature, of which the first is right": (line) => `${line}, Signature=${zeros}${zeros}`,
    "a second Signature, of which the last is right": (line) =>
      line.replace("Signature=", `Signature=${zeros}${zeros}, Signature=`),
    "no Credential": (line) => line.replace(part("Credential"), ""),
    "no SignedHeaders": (line) => line.replace(part("SignedHeaders"), ""),
    "no Signature": (line) => line.replace(part("Signature"), ""),
    "no algorithm": (line) => line.slice(algorithm.length + 1),
  };
  return [
    ...Object.entries(rows).map(([what, authorize]) => ({
      what: `with ${what}`,
      decision: true as const,
      change: { authorize },
    })),
    { what: "with another algorithm than was signed", change: { says: { algorithm: "HMAC-SHA1" } } },
    {
      what: "with its algorithm in small letters",
      decision: true,
      change: { says: { algorithm: algorithm.toLowerCase() } },
    },
    { what: "with another algorithm in the text than in the header", change: { signed: { algorithm: "HMAC-SHA1" } } },
    {
      what: "signed with another algorithm by name",
      decision: true,
      change: { says: { algorithm: "AWS4-HMAC-SHA256" }, signed: { algorithm: "AWS4-HMAC-SHA256" } },
    },
  ];
}
