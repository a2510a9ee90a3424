import { explainSignature } from "../src/explain/index.js";
import {
  type AccessKey,
  presignUrl,
  refreshingCredentials,
  signRequest,
  verifyPresignedUrl,
  verifyRequest,
} from "../src/index.js";

const key = { accessKeyId: "AKTPEXAMPLE", secretAccessKey: "temporary-secret", sessionToken: "STSexample==" };
const date = new Date("2026-01-15T08:30:00Z");
const now = () => date;
const headers = { "content-type": "application/json" };
const body = '{"doc_id":"d1"}';

/** Every way in which a key can be looked up: synchronously, and by each kind of promise that a runtime has. */
const lookUps: Record<string, () => AccessKey | PromiseLike<AccessKey>> = {
  "at once": () => key,
  "by an async function": async () => key,
  "by the global Promise": () => Promise.resolve(key),
  "by a thenable": () => ({
    // biome-ignore lint/suspicious/noThenProperty: the promises of Bluebird and others are such objects, and a lookup may give one.
    then: (...[next]: Parameters<PromiseLike<AccessKey>["then"]>) => Promise.resolve(key).then(next) as never,
  }),
};

/** Calls every function of this package that may wait for something. The result is plain data. */
export async function tryEverything() {
  const credentials = await refreshingCredentials(async () => ({ ...key, expiration: new Date(8.64e15) }))();
  const added = await signRequest({ method: "POST", url: "https://kb.example/a", headers, body }, { credentials, now });
  const { href } = new URL(await presignUrl("https://kb.example/file", { credentials, now }));
  const target = href.slice("https://kb.example".length);
  const request = {
    method: "POST",
    target: "/a",
    headers: Object.entries({ host: "kb.example", ...headers, ...added }),
    body: new TextEncoder().encode(body),
  };
  const verified: Record<string, unknown> = {};
  for (const [how, lookUpKey] of Object.entries(lookUps)) {
    verified[how] = [
      await verifyRequest(request, { lookUpKey, now }),
      // Called twice: the second time, the derived key is a kept one.
      await verifyRequest(request, { lookUpKey, now }),
      await verifyRequest({ ...request, target: "/b" }, { lookUpKey, now }),
      await verifyPresignedUrl({ method: "GET", target }, { lookUpKey, now }),
    ];
  }
  const { findings, stringToSign } = await explainSignature(request, { credentials: key, now });
  return { added, target, verified, findings, stringToSign };
}
