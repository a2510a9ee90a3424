import { randomBytes as realRandomBytes } from "node:crypto";
import type { NewAccessKey } from "./records.js";
import type { Storage } from "./storage.js";

/** What a new key is for. */
export interface AccessKeyRequest {
  /** For people: what the key is for. */
  readonly name: string;
  /** Names of the projects that it may read, those that do not exist being made; `"all"` includes later ones. */
  readonly projects: readonly string[] | "all";
}

/** A new key. The secret is given only here. */
export interface CreatedAccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Clock and randomness; the real ones by default. */
export interface AccessKeyMakers {
  readonly now?: (() => Date) | undefined;
  readonly randomBytes?: ((size: number) => Uint8Array) | undefined;
}

/** Makes an access key of 160 random bits, with a secret of 240. */
export function makeAccessKey(
  { name, projects }: AccessKeyRequest,
  { now = () => new Date(), randomBytes = realRandomBytes }: AccessKeyMakers = {},
): NewAccessKey {
  const accessKeyId = `AKLT${Buffer.from(randomBytes(20)).toString("hex")}`;
  const secretAccessKey = Buffer.from(randomBytes(30)).toString("base64url");
  return { accessKeyId, secretAccessKey, name, projects, createTime: now().getTime() };
}

/** Makes an access key and stores it. */
export async function createAccessKey(
  storage: Storage,
  request: AccessKeyRequest,
  makers?: AccessKeyMakers,
): Promise<CreatedAccessKey> {
  const key = makeAccessKey(request, makers);
  await storage.change((changes) => changes.createAccessKey(key));
  return { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
}
