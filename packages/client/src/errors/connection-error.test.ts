import { describe, expect, test } from "vitest";
import { startAnsweringServer } from "../../testing/answering-server.js";
import { createKnowledgeBase } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "secret" };

const rows: { code: string; endpoint?: string; says?: string; hint: RegExp }[] = [
  {
    code: "ERR_SSL_WRONG_VERSION_NUMBER",
    says: "No answer from kb.example: it does not speak https; try http://kb.example",
    hint: /^Write http:.* \(ERR_SSL_WRONG_VERSION_NUMBER\)/,
  },
  { code: "EPROTO", says: "No answer from kb.example: it does not speak https; try http://kb.example", hint: /http:/ },
  { code: "UND_ERR_SOCKET", endpoint: "http://kb.example", hint: /where it speaks https, write https:/ },
  { code: "ECONNRESET", endpoint: "http://kb.example", hint: /where it speaks https, write https:/ },
  { code: "ECONNRESET", hint: /^Check `endpoint`, the network and the proxy/ },
  { code: "ECONNREFUSED", endpoint: "http://kb.example", hint: /^Check `endpoint`, the network and the proxy/ },
  { code: "DEPTH_ZERO_SELF_SIGNED_CERT", hint: /NODE_EXTRA_CA_CERTS/ },
  { code: "SELF_SIGNED_CERT_IN_CHAIN", hint: /NODE_EXTRA_CA_CERTS/ },
  { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE", hint: /NODE_EXTRA_CA_CERTS/ },
  { code: "CERT_HAS_EXPIRED", hint: /^Renew the server's certificate/ },
  { code: "ERR_TLS_CERT_ALTNAME_INVALID", hint: /^Check the host/ },
];
describe("no answer, and what to do", () => {
  test.each(rows)("$code from $endpoint", async ({ code, endpoint = "https://kb.example", says, hint }) => {
    const cause = Object.assign(new Error("ssl/record/methods/tlsany_meth.c:77:"), { code });
    const fetch = async () => {
      throw new TypeError("fetch failed", { cause });
    };
    const kb = createKnowledgeBase({ credentials, endpoint, fetch, retries: 0 });
    await expect(kb.tasks.info("t")).rejects.toMatchObject({
      kind: "connection",
      message: says ?? `No answer from kb.example: ${cause.message}`,
      hint: expect.stringMatching(hint),
    });
  });

  test("https to a server of http, with the fetch of this runtime", async () => {
    const server = await startAnsweringServer((_request, response) => response.end());
    try {
      const endpoint = server.url.replace("http:", "https:");
      await expect(createKnowledgeBase({ credentials, endpoint, retries: 0 }).tasks.info("t")).rejects.toMatchObject({
        message: expect.stringMatching(/^No answer from (\S+): it does not speak https; try http:\/\/\1$/),
      });
    } finally {
      await server.close();
    }
  });
});
