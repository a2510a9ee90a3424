// Answers what try-calls.js asks, and only when the packed @viking-kb/auth finds the signature right.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { signRequest, verifyRequest } from "@viking-kb/auth";

const key = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
const total = 250;
const points = Array.from({ length: total }, (_, index) => ({
  collection_name: "faq",
  point_id: `handbook-${String(index).padStart(4, "0")}`,
  process_time: 1724848725,
  content: `Text ${index}`,
  doc_info: { doc_id: "handbook", doc_name: "handbook.md", create_time: 1724848720, doc_type: "md", source: "tos_fe" },
}));

const answers = {
  "/api/knowledge/collection/info": ({ name }) => ({
    collection_name: name,
    description: "",
    create_time: 1724840000,
    update_time: 1724848725,
    creator: "docs-team",
    pipeline_list: [],
    unknown_field: 1,
  }),
  "/api/knowledge/doc/info": () => undefined,
  "/api/knowledge/point/list": ({ offset = 0, limit = -1 }) => {
    const page = points.slice(offset, offset + (limit === -1 ? 100 : limit));
    return { collection_name: "faq", total_num: total, count: page.length, point_list: page };
  },
};

const contentTypes = { ".html": "text/html", ".js": "text/javascript" };
/** Number of correctly signed requests since this was last asked. */
let verified = 0;

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const send = (status, content) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
  const { method, url } = request;

  if (url === "/verified") {
    send(200, verified);
    verified = 0;
  } else if (method === "GET") await sendFile(url, response);
  else if (url === "/sign") send(200, await signRequest(JSON.parse(body.toString()), { credentials: key }));
  else if (await isSigned(request, body)) {
    verified += 1;
    const data = answers[url]?.(JSON.parse(body.toString()));
    if (url === "/api/knowledge/task/info")
      response.writeHead(307, { location: "/api/knowledge/collection/info" }).end();
    else if (data === undefined) send(400, { code: 1001001, message: "doc not exist", request_id: "02" });
    else send(200, { code: 0, message: "success", request_id: "02", data });
  } else send(401, { code: 1000001, message: "unauthorized", request_id: "02" });
});

async function isSigned({ method, url, rawHeaders }, body) {
  const headers = [];
  for (let index = 0; index < rawHeaders.length; index += 2) headers.push([rawHeaders[index], rawHeaders[index + 1]]);
  const lookUpKey = (accessKeyId) => (accessKeyId === key.accessKeyId ? key : undefined);
  const { ok } = await verifyRequest({ method, target: url, headers, body }, { lookUpKey });
  return ok;
}

/** Sends a file that was built for a browser; the folder is the first argument. */
async function sendFile(url, response) {
  const name = url === "/" ? "index.html" : url.replaceAll("..", "");
  const content = await readFile(join(process.argv[2] ?? ".", name)).catch(() => undefined);
  response.writeHead(content ? 200 : 404, { "content-type": contentTypes[extname(name)] ?? "text/plain" }).end(content);
}

server.listen(0, "127.0.0.1", () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
