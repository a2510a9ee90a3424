// npm @volcengine/openapi: its base client, since it has no calls of the knowledge base.
import { text } from "node:stream/consumers";
import { Service } from "@volcengine/openapi";

const { host, cases } = JSON.parse(await text(process.stdin));
const texts = {
  collection: ({ description }) => description,
  document: ({ doc_name }) => doc_name,
  points: ({ point_list }) => point_list.map(({ content }) => content).join("\n"),
  task: ({ status }) => status,
};

const outcomes = [];
for (const { operation, path, request, prefer, key } of cases) {
  const service = new Service({
    host,
    protocol: "http:",
    region: "cn-beijing",
    serviceName: "air",
    accessKeyId: key.accessKeyId,
    secretKey: key.secretAccessKey,
  });
  const { code, data } = await service.fetchOpenAPI({
    pathname: path,
    method: "POST",
    headers: { "content-type": "application/json", Prefer: prefer },
    data: JSON.stringify(request),
  });
  outcomes.push(code === 0 ? { text: texts[operation](data) } : { code });
}
process.stdout.write(JSON.stringify(outcomes));
