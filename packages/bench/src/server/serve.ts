// A process of its own, so that its CPU time is not counted for a contestant. It answers point/list for a made-up
// collection, with texts that are prepared beforehand, and tells its parent the port.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Credentials, verifyRequest } from "@viking-kb/auth";

/** The only argument, in JSON. */
interface Collection {
  readonly points: number;
  /** Number of points in an answer. */
  readonly limit: number;
  readonly credentials: Credentials;
}

const { points, limit, credentials } = JSON.parse(process.argv[2] ?? "") as Collection;
const content = "A knowledge base answers from documents, cut into pieces that fit into a prompt. ".repeat(3);

const answers = Array.from({ length: Math.ceil(points / limit) }, (_, page) => {
  const point_list = Array.from({ length: Math.min(limit, points - page * limit) }, (_, row) =>
    point(page * limit + row),
  );
  const data = { collection_name: "faq", total_num: points, count: point_list.length, point_list };
  return Buffer.from(JSON.stringify({ code: 0, message: "success", request_id: "02".padEnd(53, "0"), data }));
});

function point(index: number) {
  const document = Math.floor(index / 50);
  return {
    collection_name: "faq",
    // All ids have one length, so they are in the order of the API.
    point_id: `document-${String(document).padStart(6, "0")}-${String(index).padStart(8, "0")}`,
    process_time: 1_700_000_000 + index,
    content: `${index} ${content}`,
    chunk_id: index % 50,
    chunk_type: "text",
    doc_info: {
      doc_id: `document-${document}`,
      doc_name: `document ${document}.md`,
      create_time: 1_700_000_000,
      doc_type: "markdown",
      source: "tos_fe",
      title: `Document ${document}`,
    },
  };
}

const server = createServer(async (request, response) => {
  const body = await readBody(request);
  const { offset } = JSON.parse(body.toString("utf8")) as { offset: number };
  const answer = (await isGood(request, body)) ? answers[offset / limit] : undefined;
  response.writeHead(answer ? 200 : 400, { "content-type": "application/json" });
  response.end(answer ?? '{"code":1000003,"message":"invalid request:not what this server answers"}');
});
// Connections last for the whole run: a contestant that waits for its turn must not have to connect again.
server.keepAliveTimeout = 3_600_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Whether a request is one of the API; if it is signed, the signature must be valid. */
async function isGood({ method = "", url = "", headers, rawHeaders }: IncomingMessage, body: Buffer): Promise<boolean> {
  if (method !== "POST" || !headers["content-type"]?.startsWith("application/json")) return false;
  if (headers.authorization === undefined) return true;
  const lines = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""] as const] : [],
  );
  const verification = await verifyRequest(
    { method, target: url, headers: lines, body },
    { lookUpKey: () => credentials },
  );
  return verification.ok;
}
