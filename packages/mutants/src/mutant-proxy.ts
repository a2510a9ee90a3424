import { signRequest } from "@viking-kb/auth";
import { type Answer, readTriedContract, type Target } from "@viking-kb/contract";
import { type AnswerProxy, type ProxiedRequest, type SentAnswer, startAnswerProxy } from "./answer-proxy.js";
import { bodyOf, type Call, type Mutant, parseObject } from "./mutant.js";

/** What stands behind a mutant. */
export interface GoodServer {
  readonly url: URL;
  readonly target: Target;
  readonly now: () => Date;
}

/** A proxy that behaves as a mutant. */
interface MutantProxy extends AnswerProxy {
  /** How many answers were not the good server's. */
  changed(): number;
}

/** Puts a mutant before a good server. */
export async function startMutantProxy(server: GoodServer, mutant: Mutant): Promise<MutantProxy> {
  const behave = mutant.start();
  const paths = new Map(
    readTriedContract(server.target).operations.map(({ path, operationId }) => [path, operationId]),
  );
  const prefix = server.url.pathname.replace(/\/$/, "");
  let changed = 0;
  const change = async (answer: Answer, request: ProxiedRequest): Promise<SentAnswer> => {
    const operationId = paths.get(request.url.pathname.slice(prefix.length));
    const isOwn = mutant.operationId === "*" || operationId === mutant.operationId;
    const sent = isOwn ? await behave(callOf(server, operationId, answer, request)) : answer;
    if (sent !== answer) changed += 1;
    return sent;
  };
  return { ...(await startAnswerProxy(server.url, change)), changed: () => changed };
}

function callOf(
  { target, now }: GoodServer,
  operationId: string | undefined,
  answer: Answer,
  request: ProxiedRequest,
): Call {
  const text = Buffer.from(request.bytes).toString();
  return {
    operationId,
    headers: request.headers,
    text,
    body: parseObject(text),
    answer,
    received: request,
    keys:
      target.kind === "mock"
        ? []
        : [target.credentials, target.restrictedCredentials].filter((key) => key !== undefined),
    now: now(),
    async ask(body) {
      const bytes = Buffer.from(JSON.stringify(body));
      const headers = { "content-type": "application/json", host: request.url.host };
      const { method } = request;
      const url = new URL(request.url.pathname, request.url);
      // A mock verifies no signature.
      const signature =
        target.kind === "mock"
          ? { authorization: "HMAC-SHA256" }
          : await signRequest(
              { method, url, headers, body: bytes },
              { credentials: target.credentials, region: target.region, now },
            );
      const other = await request.send({ ...headers, ...signature, "content-length": String(bytes.length) }, bytes);
      return saysTheSame(answer, other) ? answer : other;
    },
  };
}

/** Whether two answers differ in nothing but what is new in each. */
function saysTheSame(one: Answer, other: Answer): boolean {
  const withoutId = (answer: Answer) => JSON.stringify({ ...bodyOf(answer), request_id: "" });
  return one.status === other.status && withoutId(one) === withoutId(other);
}
