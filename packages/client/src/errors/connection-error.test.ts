import { describe, expect, test } from "vitest";
import { startAnsweringServer } from "../../testing/answering-server.js";
import { createKnowledgeBase } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "secret" };

const opensslWords = (reason: string) => `403DC44EAC7F0000:error:0A00010B:SSL routines:f:${reason}:../ssl/a.c:77:\n`;

const rows: { code: string; reason?: string; endpoint?: string; says?: string; hint: RegExp }[] = [
  {
    code: "ERR_SSL_WRONG_VERSION_NUMBER",
    says: "No answer from kb.example: it does not speak https; try http://kb.example",
    hint: /^Write http:.* \(ERR_SSL_WRONG_VERSION_NUMBER\)/,
  },
  // As https.request has them, and so node-fetch.
  ...["wrong version number", "packet length too long"].map((reason) => ({
    code: "EPROTO",
    reason: `write EPROTO ${opensslWords(reason)}`,
    says: "No answer from kb.example: it does not speak https; try http://kb.example",
    hint: /^Write http:.* \(EPROTO\)/,
  })),
  ...["ssl/tls alert handshake failure", "tlsv1 alert protocol version"].map((reason) => ({
    code: "EPROTO",
    reason: `write EPROTO ${opensslWords(reason)}`,
    hint: /^Check `endpoint`, the network and the proxy/,
  })),
  {
    code: "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
    reason: opensslWords("ssl/tls alert handshake failure"),
    hint: /^Check `endpoint`, the network and the proxy/,
  },
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
  test.each(rows)("$code from $endpoint", async ({ code, reason = "why", endpoint = "https://kb.example", ...row }) => {
    const { says, hint } = row;
    const cause = Object.assign(new Error(reason), { code });
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
