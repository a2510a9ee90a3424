// The server that is written in an afternoon: Fastify, node:sqlite with its statements prepared once, the signature
// verified with @viking-kb/auth, the few checks that come to mind, and an answer. It knows the four operations.
import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { verifyRequest } from "@viking-kb/auth";
import { type OperationId, operations } from "@viking-kb/spec";
import { type FastifyRequest, fastify } from "fastify";

interface PointListBody {
  readonly offset?: number;
  readonly limit?: number;
  readonly doc_ids?: readonly string[];
  readonly point_ids?: readonly string[];
}

const database = new DatabaseSync(process.argv[2] ?? "", { readOnly: true });
const findSecret = database.prepare("select secret from key where id = ?");
const findInfo = database.prepare("select data from info where kind = ? and name = ?");
const countAll = database.prepare("select count(*) as total from point");
const total = Number(countAll.get()?.total);
const inDocuments = "document_id in (select id from document where doc_id in (select value from json_each(:ids)))";
const inPoints = "point_id in (select value from json_each(:ids))";
const selections = Object.fromEntries(
  Object.entries({ all: "true", documents: inDocuments, points: inPoints }).map(([name, filter]) => [
    name,
    {
      count: database.prepare(`select count(*) as total from point where ${filter}`),
      page: database.prepare(`select wire from point where ${filter} order by point_id limit :limit offset :offset`),
    },
  ]),
);

function listPoints({ offset = 0, limit = 100, doc_ids, point_ids }: PointListBody): string {
  const ids = doc_ids ?? point_ids;
  const name = doc_ids ? "documents" : point_ids ? "points" : "all";
  const selection = selections[name];
  const filter = ids ? { ids: JSON.stringify(ids) } : {};
  const rows = selection?.page.all({ ...filter, limit, offset }) ?? [];
  const matches = ids ? Number(selection?.count.get(filter)?.total) : total;
  const list = rows.map(({ wire }) => wire).join();
  return `{"collection_name":"faq","total_num":${matches},"count":${rows.length},"point_list":[${list}]}`;
}

function info(kind: string, name: unknown): string | undefined {
  const data = findInfo.get(kind, String(name))?.data;
  return typeof data === "string" ? data : undefined;
}

const answers: Record<OperationId, (body: Record<string, unknown>) => string | undefined> = {
  getCollectionInfo: ({ name }) => info("collection", name),
  getDocInfo: ({ doc_id }) => info("document", doc_id),
  getTaskInfo: ({ task_id }) => info("task", task_id),
  listPoints: (body) => listPoints(body),
};

async function isSigned(request: FastifyRequest): Promise<boolean> {
  const { rawHeaders } = request.raw;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""] as const] : [],
  );
  const verification = await verifyRequest(
    { method: request.method, target: request.url, headers, body: request.body as Buffer },
    {
      lookUpKey: (id) => {
        const secret = findSecret.get(id)?.secret;
        return typeof secret === "string" ? { secretAccessKey: secret } : undefined;
      },
    },
  );
  return verification.ok;
}

const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
for (const { operationId, method, path } of Object.values(operations)) {
  server.route({
    method,
    url: path,
    async handler(request, reply) {
      const request_id = randomUUID();
      reply.type("application/json; charset=utf-8");
      if (!(await isSigned(request))) {
        return reply.code(401).send(JSON.stringify({ code: 1000001, message: "unauthorized", request_id }));
      }
      const data = answers[operationId](JSON.parse((request.body as Buffer).toString()));
      if (data === undefined) {
        return reply.code(400).send(JSON.stringify({ code: 1000005, message: "collection not exist", request_id }));
      }
      return reply.send(`{"code":0,"data":${data},"message":"success","request_id":"${request_id}"}`);
    },
  });
}
process.stdout.write(`Serving at ${await server.listen({ port: 0, host: "127.0.0.1" })}\n`);
