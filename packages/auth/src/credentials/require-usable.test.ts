import { describe, expect, test } from "vitest";
import { credentialsFromEnvironment, refreshingCredentials, signRequest, staticCredentials } from "../index.js";

const id = "AKLTEXAMPLE";
const secret = "TXlTZWNyZXQtYWNjZXNzLWtleQ==";
const token = "STSexample==";
const environment = (accessKeyId: string, secretAccessKey: string, sessionToken = "") => ({
  VOLC_ACCESSKEY: accessKeyId,
  VOLC_SECRETKEY: secretAccessKey,
  VOLC_SESSION_TOKEN: sessionToken,
});

describe("around a variable's value is left out", () => {
  const around = {
    "double quotes, which docker --env-file keeps": (value: string) => `"${value}"`,
    "single quotes": (value: string) => `'${value}'`,
    "back quotes": (value: string) => `\`${value}\``,
    "quotes with blanks inside and outside": (value: string) => ` " ${value} " `,
    "a carriage return": (value: string) => `${value}\r`,
    "quotes and a carriage return": (value: string) => `"${value}"\r\n`,
    "a byte order mark": (value: string) => `\ufeff${value}`,
    "a zero-width space": (value: string) => `\u200b${value}\u200b`,
    "a no-break space": (value: string) => `\u00a0${value}\u00a0`,
    "an ideographic space": (value: string) => `${value}\u3000`,
    "a direction mark and a null": (value: string) => `\u202a${value}\0`,
  };
  test.each(Object.entries(around))("%s", (_title, write) => {
    const { accessKeyId, secretAccessKey, sessionToken } = credentialsFromEnvironment(
      environment(write(id), write(secret), write(token)),
    );
    expect({ accessKeyId, secretAccessKey, sessionToken }).toEqual({
      accessKeyId: id,
      secretAccessKey: secret,
      sessionToken: token,
    });
  });

  test.each(['""', "\ufeff", " \r"])("everything of %j: the variable counts as not set", (empty) => {
    expect(credentialsFromEnvironment(environment(id, secret, empty)).sessionToken).toBe(undefined);
    expect(() => credentialsFromEnvironment(environment(id, empty))).toThrow(/not set: VOLC_SECRETKEY/);
  });
});

interface Unusable {
  readonly title: string;
  readonly secretAccessKey?: string;
  readonly accessKeyId?: string;
  readonly sessionToken?: string;
  readonly says: RegExp;
}
const [start, end] = [secret.slice(0, 8), secret.slice(8)];
const holding = (character: string) => ({ secretAccessKey: `${start}${character}${end}` });
const unusable: Unusable[] = [
  { title: "a blank", ...holding(" "), says: /holds a blank \(U\+0020\) as its character 9 of 29/ },
  { title: "a line break", ...holding("\n"), says: /a line break \(U\+000A\) as its character 9/ },
  { title: "a no-break space", ...holding("\u00a0"), says: /invisible character \(U\+00A0\) as its character 9/ },
  { title: "a zero-width space", ...holding("\u200b"), says: /invisible character \(U\+200B\) as its character 9/ },
  { title: "a null", ...holding("\0"), says: /invisible character \(U\+0000\)/ },
  { title: "a full-width letter", ...holding("ａ"), says: /holds a full-width character as its character 9/ },
  { title: "a typographic quote", ...holding("”"), says: /holds a typographic quote/ },
  { title: "a letter beyond ASCII", ...holding("é"), says: /holds a character beyond ASCII as its character 9/ },
  { title: "a quote before it", secretAccessKey: `"${secret}`, says: /begins or ends with a quote/ },
  { title: "a quote behind it", secretAccessKey: `${secret}'`, says: /begins or ends with a quote/ },
  { title: "a quote of another kind behind it", secretAccessKey: `"${secret}'`, says: /begins or ends with a quote/ },
  ...[
    ...["<your secret>", "<密钥>", "xxx", "XXXXXXXX", "****", "...", "YOUR_SECRET_KEY", "your-secret", "Your Key"],
    ...["$" + "{VOLC_SECRETKEY}", "$SECRET", "%SECRET%", "{{secret}}", "[secret]", "changeme", "undefined", "null"],
  ].map((placeholder) => ({ title: placeholder, secretAccessKey: placeholder, says: /holds a placeholder/ })),
  { title: "a placeholder as the id", accessKeyId: "<your access key>", says: /holds a placeholder/ },
  { title: "a placeholder as the token", sessionToken: "<token>", says: /holds a placeholder/ },
  { title: "id and secret the other way round", accessKeyId: secret, secretAccessKey: id, says: /AKLT… or AKTP…/ },
  { title: "the id twice", secretAccessKey: id, says: /AKLT… or AKTP…/ },
  { title: "a temporary key's id as the secret", secretAccessKey: "AKTPexample", says: /AKLT… or AKTP…/ },
  { title: "the secret as the token", sessionToken: secret, says: /holds another part of the key/ },
];
const ways = {
  "the environment": ({ accessKeyId = id, secretAccessKey = secret, sessionToken }: Unusable) =>
    credentialsFromEnvironment(environment(accessKeyId, secretAccessKey, sessionToken)),
  "a key that stays": ({ accessKeyId = id, secretAccessKey = secret, sessionToken }: Unusable) =>
    staticCredentials({ accessKeyId, secretAccessKey, sessionToken }),
  "one that renews itself": ({ accessKeyId = id, secretAccessKey = secret, sessionToken }: Unusable) => {
    const expiration = new Date("2999-01-01T00:00:00Z");
    return refreshingCredentials(() => ({ accessKeyId, secretAccessKey, sessionToken, expiration }))();
  },
};
describe.each(Object.entries(ways))("%s is refused with", (way, make) => {
  test.each(unusable)("$title", async (row) => {
    const thrown = await Promise.resolve()
      .then(() => make(row))
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Error);
    const { message } = thrown as Error;
    expect(message).toMatch(row.says);
    expect(message).toMatch(
      way === "the environment" ? /\bVOLC_/ : /The (access key id|secret access key|session token)/,
    );
    for (const part of [start, end.slice(0, 8), "密钥", "your secret", "é"]) expect(message).not.toContain(part);
  });
});

test.each([null, undefined, ""])("a session token that is %j is none", async (sessionToken) => {
  const now = () => new Date("2026-01-15T08:30:00Z");
  const sign = (credentials: Parameters<typeof staticCredentials>[0]) =>
    signRequest({ method: "POST", url: "https://host/path" }, { credentials, now });
  const key = { accessKeyId: id, secretAccessKey: secret };
  const expected = await sign(key);
  expect(await sign({ ...key, sessionToken })).toEqual(expected);
  expect(await sign(staticCredentials({ ...key, sessionToken }))).toEqual(expected);
  expect(staticCredentials({ ...key, sessionToken }).sessionToken).toBe(undefined);
});
