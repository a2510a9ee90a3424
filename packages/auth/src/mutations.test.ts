import { beforeAll, describe, expect, test } from "vitest";
import { receivedLink } from "../testing/links.js";
import { coveredForm, coveredTarget, fromWire, mutate, randomNumbers, toWire } from "../testing/mutations.js";
import { headersWith, keys, now, received } from "../testing/received.js";
import { isPortableRun } from "../testing/runtime.js";
import { type ReceivedRequest, signRequest, type VerifyOptions, verifyPresignedUrl, verifyRequest } from "./index.js";

const seed = 20_260_115;
/** Web Crypto takes some thirty times as long, and the decision is the same code. */
const count = isPortableRun ? 10_000 : 100_000;
const options: VerifyOptions = { lookUpKey: (id) => keys[id], now: () => now };

const plain = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example-secret" };
const temporary = { accessKeyId: "AKTPEXAMPLE", secretAccessKey: "temporary-secret", sessionToken: "STSexample==" };

async function signed(target: string, body: string, credentials: typeof plain): Promise<ReceivedRequest> {
  const given = {
    method: "POST",
    url: `http://kb.example${target}`,
    headers: { "Content-Type": "application/json" },
    body,
  };
  const added = await signRequest(given, { credentials, now: () => now });
  const headers = [["Host", "kb.example"], ...Object.entries({ ...given.headers, Accept: "*/*", ...added })] as const;
  return { method: "POST", target, headers: headers.map(([name, value]) => [name, value]), body: Buffer.from(body) };
}

const valid: ReceivedRequest[] = [];
beforeAll(async () => {
  valid.push(
    await signed("/api/knowledge/doc/info", '{"collection_name":"faq","doc_id":"handbook"}', plain),
    await signed("/api/knowledge/point/list", '{"doc_ids":[],"limit":100}', temporary),
    await signed("/a%20b/~c/%E7%9F%A5?b=1&a=x%20y&b=0&c=", "", plain),
    received({
      signedHeaders: [
        ["host", "kb.example"],
        ["x-date", "20260115T083000Z"],
      ],
    }),
    received({
      signedHeaders: headersWith({ host: "kb.example" }),
      sentHeaders: headersWith({ host: "kb.example:443" }),
    }),
    received({ signedHeaders: headersWith({ "x-note": "a  b" }) }),
  );
});

describe(`${count} one-byte mutations, seed ${seed}:`, () => {
  test("of signed requests none is accepted that is not the same request", async () => {
    const random = randomNumbers(seed);
    const forms = valid.map(coveredForm);
    const wires = valid.map(toWire);
    let accepted = 0;
    for (let index = 0; index < count; index++) {
      const which = index % valid.length;
      const wire = mutate(wires[which] ?? "", random);
      const request = fromWire(wire);
      if (request === undefined || !(await verifyRequest(request, options)).ok) continue;
      accepted++;
      if (coveredForm(request) !== forms[which]) expect.fail(`Mutation ${index} is accepted: ${JSON.stringify(wire)}`);
    }
    // White space, letter case of header names, what is not signed: else nothing was compared.
    expect(accepted).toBeGreaterThan(count / 1_000);
  });

  test("of presigned links none is accepted that is not the same link", async () => {
    const random = randomNumbers(seed);
    const links = [receivedLink(), receivedLink({ path: "/a%20b/~c", parameters: { "X-Expires": "60" } })];
    let accepted = 0;
    for (let index = 0; index < count / 5; index++) {
      const link = links[index % links.length];
      const target = mutate(link?.target ?? "", random);
      if (!(await verifyPresignedUrl({ method: "GET", target }, options)).ok) continue;
      accepted++;
      expect(coveredTarget(target), `mutation ${index}`).toEqual(coveredTarget(link?.target ?? ""));
    }
    expect(accepted).toBeGreaterThan(0);
  });
});
