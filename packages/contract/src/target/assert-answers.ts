import type { DocumentedCase } from "../cases/documented-cases.js";
import { triedOf } from "../cases/select-cases.js";
import { CannotRunError } from "../finding.js";
import { isObject, type JsonObject } from "../json.js";
import type { LayerContext } from "../layer.js";
import { readBody } from "../strict/read-body.js";
import { codeIn } from "../strict-contract.js";
import { createSender, NoAnswerError, type Sender } from "./sender.js";

/** What a case was answered with, as far as it tells whether the target can be tried at all. */
type Reply = "refused" | "not there" | "other";

/** The parts of a run by which its target is asked. */
type Asking = Pick<LayerContext, "url" | "target" | "cases" | "timeoutMilliseconds" | "now" | "endless">;

/**
 * Asks for what the cases name, to tell a target that breaks the contract from one that does not know the key, or
 * holds nothing of theirs.
 * Rejects with a CannotRunError that says what to do.
 */
export async function assertAnswers(context: Asking): Promise<void> {
  if (context.target.kind === "mock") return;
  const asked = triedOf(context.cases).filter(({ status }) => status === 200);
  if (asked.length === 0) {
    throw new CannotRunError(
      "No case with an answer of success is left to try: say how resources of yours are called (--names).",
    );
  }
  const sender = createSender(context);
  try {
    const first = firstOfEach(asked);
    const replies = new Set(await replyTo(first, sender, context));
    if (replies.size !== 1) return;
    if (replies.has("refused")) {
      throw new CannotRunError(
        "The server refuses this key or its signature in every operation: check the access key and its secret, the " +
          "clock, the region, and that nothing on the way changes the request or its Host.",
      );
    }
    if (!replies.has("not there")) return;
    const others = await replyTo(
      asked.filter((one) => !first.includes(one)),
      sender,
      context,
    );
    if (others.some((reply) => reply !== "not there")) return;
    throw new CannotRunError(
      "The server holds nothing that the cases name: fill it with what @viking-kb/spec/fixtures.yaml declares " +
        "(viking-kb-server load), or say how its own resources are called (--names).",
    );
  } finally {
    sender.close();
  }
}

function firstOfEach(cases: readonly DocumentedCase[]): DocumentedCase[] {
  return cases.filter(({ operationId }, index) => cases.findIndex((one) => one.operationId === operationId) === index);
}

/** All are asked at once, so that answers that have no end are waited for once. */
function replyTo(cases: readonly DocumentedCase[], sender: Sender, { endless }: Asking): Promise<Reply[]> {
  const ask = async (documented: DocumentedCase): Promise<Reply> => {
    const { path } = documented;
    const answer = endless.has(path)
      ? undefined
      : await sender.sendCase(documented).catch((error: unknown) => {
          if (error instanceof NoAnswerError && error.endless) endless.set(path, error.message);
          return undefined;
        });
    const body = answer && readBody(answer.bytes).value;
    return answer && isObject(body) ? readReply(documented, answer.status, body) : "other";
  };
  return Promise.all(cases.map(ask));
}

/** A live service has told of a bad signature with 400 and 403 too: the code decides. */
function readReply({ operationId }: DocumentedCase, status: number, body: JsonObject): Reply {
  const kind = codeIn(operationId, body)?.kind;
  if (kind === "unauthorized" || status === 401) return "refused";
  return kind?.endsWith("-not-exist") ? "not there" : "other";
}
