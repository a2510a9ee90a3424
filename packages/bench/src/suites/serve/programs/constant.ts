// The least that a server over node:http can do: it reads a body, parses it, and answers as many bytes as it is told.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const bytes = Number(process.argv[2]);
const frame = JSON.stringify({ code: 0, data: "", message: "success", request_id: "02".padEnd(53, "0") });
const answer = Buffer.from(frame.replace('""', JSON.stringify("x".repeat(Math.max(0, bytes - frame.length)))));
const headers = { "content-type": "application/json; charset=utf-8", "content-length": String(answer.length) };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const isObject = typeof JSON.parse(Buffer.concat(chunks).toString()) === "object";
    response.writeHead(isObject ? 200 : 400, headers).end(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`Serving at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
