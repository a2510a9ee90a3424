import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Answer } from "../src/target/answer.js";
import type { Edit } from "./answer-edits.js";
import { type Listening, listen } from "./loopback.js";

const ofOneConnection = /^(host|connection|keep-alive|content-length|transfer-encoding)$/;

/** Passes requests on to a server and edits its answers, which go out in chunks. */
export function startEditingProxy(target: string, edit: Edit): Promise<Listening> {
  const server = createServer((request, response) => {
    ask(target, request).then(
      (answer) => {
        const { status, headers, bytes } = edit(answer);
        response.writeHead(status, { ...headers }).end(bytes);
      },
      () => response.destroy(),
    );
  });
  return listen(server);
}

async function ask(target: string, request: IncomingMessage): Promise<Answer> {
  const { method = "", url = "", headers } = request;
  const passed = Object.entries(headers).filter(([name]) => !ofOneConnection.test(name));
  const answer = await fetch(target + url, {
    method,
    headers: Object.fromEntries(passed.map(([name, value]) => [name, String(value)])),
    body: await buffer(request),
  });
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => !ofOneConnection.test(name))),
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
}
