import { afterEach, describe, expect, test, vi } from "vitest";
import { type Credentials, credentialsFromEnvironment, type Environment, hasCredentials } from "../index.js";

const ours = { VIKING_KB_ACCESS_KEY_ID: "our-id", VIKING_KB_SECRET_ACCESS_KEY: "our-secret" };
const vendor = { VOLC_ACCESSKEY: "vendor-id", VOLC_SECRETKEY: "vendor-secret" };
const ourPair = { accessKeyId: "our-id", secretAccessKey: "our-secret" };
const vendorPair = { accessKeyId: "vendor-id", secretAccessKey: "vendor-secret" };
/** What is had by name; an object of it may be compared. */
const read = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials) => ({
  accessKeyId,
  secretAccessKey,
  sessionToken,
});

describe("finds", () => {
  const rows: Record<string, [Environment, object]> = {
    "our names": [ours, ourPair],
    "our names with a token": [
      { ...ours, VIKING_KB_SESSION_TOKEN: "t" },
      { ...ourPair, sessionToken: "t" },
    ],
    "the vendor's names": [vendor, vendorPair],
    "the vendor's names with a token": [
      { ...vendor, VOLC_SESSION_TOKEN: "t" },
      { ...vendorPair, sessionToken: "t" },
    ],
    "our names before the vendor's": [{ ...vendor, ...ours }, ourPair],
    "no token of another place": [{ ...ours, VOLC_SESSION_TOKEN: "t" }, ourPair],
    "an empty token as none": [{ ...ours, VIKING_KB_SESSION_TOKEN: "" }, ourPair],
    "empty names as none": [{ ...vendor, VIKING_KB_ACCESS_KEY_ID: "", VIKING_KB_SECRET_ACCESS_KEY: "" }, vendorPair],
  };
  test.each(Object.entries(rows))("%s", (_, [environment, credentials]) => {
    expect(read(credentialsFromEnvironment(environment))).toEqual(credentials);
    expect(hasCredentials(environment)).toBe(true);
  });
});

describe("throws where there is", () => {
  const rows: Record<string, [Environment, RegExp]> = {
    nothing: [{}, /^No credentials in the environment: set/],
    "nothing but empty names": [{ VOLC_ACCESSKEY: "", VOLC_SECRETKEY: "" }, /^No credentials/],
    "nothing but blanks and quotes": [{ VIKING_KB_SESSION_TOKEN: " ", VOLC_SECRETKEY: '""' }, /^No credentials/],
    "half of our pair": [{ VIKING_KB_ACCESS_KEY_ID: "our-id" }, /not set: VIKING_KB_SECRET_ACCESS_KEY\)/],
    "the other half of our pair": [
      { VIKING_KB_SECRET_ACCESS_KEY: "our-secret" },
      /incomplete .not set: VIKING_KB_ACCESS_KEY_ID\)/,
    ],
    "half of our pair beside the vendor's": [
      { ...vendor, VIKING_KB_ACCESS_KEY_ID: "our-id" },
      /not set: VIKING_KB_SECRET_ACCESS_KEY\)/,
    ],
    "half of the vendor's pair": [{ VOLC_SECRETKEY: "vendor-secret" }, /not set: VOLC_ACCESSKEY\)/],
    "a token alone": [
      { VIKING_KB_SESSION_TOKEN: "our-token" },
      /not set: VIKING_KB_ACCESS_KEY_ID, VIKING_KB_SECRET_ACCESS_KEY\)/,
    ],
  };
  const names = [...Object.keys(ours), ...Object.keys(vendor), "VIKING_KB_SESSION_TOKEN", "VOLC_SESSION_TOKEN"];
  test.each(Object.entries(rows))("%s", (_, [environment, message]) => {
    const find = () => credentialsFromEnvironment(environment);
    expect(find).toThrow(message);
    for (const name of names) expect(find).toThrow(name);
    for (const value of Object.values(environment)) if (value?.trim()) expect(find).not.toThrow(value);
    const isNone = message.test("No credentials in the environment: set");
    expect(hasCredentials(environment)).toBe(!isNone);
  });
});

describe("without an argument", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  test("looks into the process", () => {
    for (const [name, value] of Object.entries(ours)) vi.stubEnv(name, value);
    vi.stubEnv("VIKING_KB_SESSION_TOKEN", "");
    expect(read(credentialsFromEnvironment())).toEqual(ourPair);
    expect(hasCredentials()).toBe(true);
  });

  test("finds nothing where there is no process", () => {
    vi.stubGlobal("process", undefined);
    expect(() => credentialsFromEnvironment()).toThrow(/^No credentials/);
    expect(hasCredentials()).toBe(false);
  });
});
