import { refreshingCredentials, signRequest, verifyRequest } from "@viking-kb/auth";
import { createKnowledgeBase, type KnowledgeBase, type KnowledgeBaseOptions } from "../src/index.js";

const key = { accessKeyId: "AKTPEXAMPLE", secretAccessKey: "temporary-secret", sessionToken: "STSexample==" };
const date = new Date("2026-01-15T08:30:00Z");
const now = () => date;

/** Every way in which a client can get what signs: directly, and by each kind of promise that a runtime has. */
const signings: Record<string, Pick<KnowledgeBaseOptions, "credentials" | "signer">> = {
  "a key": { credentials: key },
  "a function": { credentials: () => key },
  "an async function": { credentials: async () => key },
  "a function that gives the global Promise": { credentials: () => Promise.resolve(key) },
  "what renews itself": { credentials: refreshingCredentials(async () => ({ ...key, expiration: new Date(8.64e15) })) },
  "an async signer": { signer: async (request) => signRequest(request, { credentials: key, now }) },
  "a signer that gives the global Promise": {
    signer: (request) => Promise.resolve(signRequest(request, { credentials: key, now })),
  },
};

const points = Array.from({ length: 150 }, (_, index) => ({ point_id: `p-${String(index).padStart(3, "0")}` }));
const states = ["running", "running", "success"];

/** Calls every method of a client, with each way of signing. The results are plain data. */
export async function tryEverything(): Promise<Record<string, unknown>> {
  const outcomes: Record<string, unknown> = {};
  for (const [how, signing] of Object.entries(signings)) {
    let asked = 0;
    const refusals: unknown[] = [];
    /** Answers signed requests. */
    const answer: typeof fetch = async (input, init = {}) => {
      const { host, pathname } = new URL(String(input));
      if (pathname === "/file") return new Response("content");
      const text = String(init.body);
      const headers = Object.entries({ host, ...(init.headers as Record<string, string>) });
      const received = { method: "POST", target: pathname, headers, body: new TextEncoder().encode(text) };
      const verification = await verifyRequest(received, { lookUpKey: async () => key, now });
      if (!verification.ok) refusals.push(verification.reason);
      if (pathname.endsWith("/doc/info"))
        return Response.json({ code: 1001001, message: "doc not exist" }, { status: 400 });
      const { offset = 0, task_id } = JSON.parse(text);
      if (task_id === "never") return new Promise(() => {});
      if (asked === 0) {
        asked++;
        return new Response("busy", { status: 503 });
      }
      const page = { total_num: points.length, point_list: points.slice(offset, offset + 100) };
      return Response.json({ code: 0, data: pathname.endsWith("/task/info") ? { status: states[asked++] } : page });
    };
    const options = {
      ...signing,
      fetch: answer,
      now,
      random: () => 0.5,
      sleep: async () => {},
    } as KnowledgeBaseOptions;
    outcomes[how] = { ...(await callEverything(createKnowledgeBase(options))), refusals };
  }
  return outcomes;
}

async function callEverything(kb: KnowledgeBase) {
  const chunks: number[] = [];
  const ids: string[] = [];
  const told: string[] = [];
  const ended = new AbortController();
  const caught = (call: Promise<unknown>) =>
    call.then(
      () => "no error",
      ({ kind }: { kind: string }) => kind,
    );
  const task = { status: "success", attachment_link: "https://a.volces.com/file" };
  const waited = await kb.tasks.wait("t1", { onProgress: async ({ status }) => void told.push(status) });
  for await (const { point_id } of kb.points.iterate({ collection_name: "faq" })) ids.push(point_id);
  const download = await kb.tasks.download(task, async (chunk) => void chunks.push(chunk.length), {
    allowPrivateAddresses: true,
  });
  const aborted = caught(kb.collections.info({ name: "faq" }, { signal: ended.signal }));
  ended.abort();
  return {
    waited,
    told,
    ids: ids.length,
    download,
    chunks,
    aborted: await aborted,
    failed: await caught(kb.docs.info({ collection_name: "faq", doc_id: "x" })),
    whole: (await kb.points.list({ collection_name: "faq" }).withResponse()).status,
    late: await caught(kb.tasks.info({ task_id: "never" }, { timeoutMs: 1 })),
    curl: (await kb.toCurl((calls) => calls.tasks.info({ task_id: "x" }))).length,
    explained: await kb
      .explain((calls) => calls.tasks.info({ task_id: "x" }))
      .then(
        ({ verifies }) => verifies,
        ({ name }: Error) => name,
      ),
  };
}
