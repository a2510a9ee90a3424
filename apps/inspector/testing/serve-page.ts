import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { createFakeKnowledgeBase } from "@viking-kb/client/testing";
import { onTestFinished } from "vitest";
import { type InspectorOptions, startInspector } from "../src/relay/index.js";
import { tokenHeader } from "../src/session.js";

/** No part of it may ever reach a page. */
export const key = {
  accessKeyId: "AKLTcanaryidcanaryid",
  secretAccessKey: "canarysecretcanarysecret==",
  sessionToken: "canarytokencanarytokencanarytoken==",
};

/** A folder with the least that a built page has. */
function pageFolder(): URL {
  const folder = mkdtempSync(join(tmpdir(), "viking-kb-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>page</title>");
  writeFileSync(join(folder, "assets", "page-1a2b3c.js"), "document.title;");
  writeFileSync(join(folder, "assets", "notes.txt"), "not served");
  return pathToFileURL(`${folder}/`);
}

/** What is sent to an inspector; by default with the page's own headers. */
export interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** Undefined leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** What came back. */
export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Starts an inspector for one test, over the client's fake unless told otherwise. */
export async function serveInspector(options: Partial<InspectorOptions> = {}) {
  const { fetch } = createFakeKnowledgeBase();
  const connection = { credentials: key, fetch, endpoint: "http://127.0.0.1:4020" };
  const inspector = await startInspector({ connection, pageFolder: pageFolder(), ...options });
  onTestFinished(() => inspector.close());
  const { port, hash } = new URL(inspector.url);
  const token = hash.slice(1);

  function send({ method = "GET", path = "/", headers = {}, body }: Sent = {}): Promise<Received> {
    const given = { host: `127.0.0.1:${port}`, [tokenHeader]: token, "content-type": "application/json", ...headers };
    const named = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return new Promise((resolve, reject) => {
      const sent = request({
        port,
        host: "127.0.0.1",
        method,
        path,
        setHost: false,
        headers: Object.fromEntries(named),
      });
      sent.once("error", reject).once("response", (response) => {
        const { statusCode: status = 0, headers } = response;
        text(response).then((body) => resolve({ status, headers, body }), reject);
      });
      sent.end(body);
    });
  }
  const call = (path: string, input: object) =>
    send({ method: "POST", path: `/api/knowledge/${path}`, body: JSON.stringify(input) });
  return { url: inspector.url, port, token, send, call, close: inspector.close };
}
