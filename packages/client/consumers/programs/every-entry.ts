// Every entry point, and what of it touches the platform's types: compiled with libraries checked, never run.
import * as auth from "@viking-kb/auth";
import * as authExplain from "@viking-kb/auth/explain";
import * as sign from "@viking-kb/auth/sign";
import * as client from "@viking-kb/client";
import * as explain from "@viking-kb/client/explain";
import * as generated from "@viking-kb/client/generated";
import * as whole from "@viking-kb/client/static";
import * as testing from "@viking-kb/client/testing";

export const entries = [auth, authExplain, sign, client, explain, generated, whole, testing];

const file = new TextEncoder().encode("content");
const fake = testing.createFakeKnowledgeBase({ tasks: [{ task_id: "a", file }] });
const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example", sessionToken: null };
export const clients: client.KnowledgeBase[] = [
  fake,
  client.createKnowledgeBase({ credentials, fetch }),
  client.createKnowledgeBase({ credentials, fetch: fake.fetch, logger: console }),
  client.createKnowledgeBase({ credentials, fetch: testing.preferExample("rate-limited") }),
];

export async function download(task: client.TaskInfo): Promise<void> {
  const { signal } = new AbortController();
  const targets = [new URL("file:///a"), new WritableStream<Uint8Array>(), (chunk: Uint8Array) => void chunk.length];
  for (const target of targets) await fake.tasks.download(task, target, { signal });
}

export async function raw(request: generated.ListPointsRequest): Promise<number> {
  const response = await new generated.PointsApi().listPointsRaw(request);
  const platform: Response = response;
  const { code } = await response.json();
  // @ts-expect-error the answer is typed, it is not any
  (await response.json()).nothing;
  return platform.status + code;
}
