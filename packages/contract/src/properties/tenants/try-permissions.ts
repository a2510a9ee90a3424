import { type JsonObject, member } from "../../json.js";
import { type Operation, readOperations } from "../../strict-contract.js";
import type { VerifyingTarget } from "../../target/target.js";
import { requestsOf, type Trial } from "../trial.js";
import { byResourceId, inForbiddenProject, nameField, ofNobody, type Permission } from "./permissions.js";

/**
 * Asks for what a key may not read, and for what is not there: the one is told before the other by name, and by
 * `resource_id` the two are told alike. With a second key, which may read nothing, both are asked of what is there.
 *
 * @param request what is there
 */
export async function tryPermissions(
  operation: Operation,
  request: JsonObject,
  trial: Trial,
  target: VerifyingTarget,
): Promise<void> {
  const { context, asker, fail, ended, leaveOut } = trial;
  const { operationId, path } = operation;
  const named = nameField(operation);
  const known = requestsOf(context, operation, 200).find(
    (one) => named === undefined || (one[named] && !one.resource_id),
  );

  await tryEach("", 200, ofNobody(operation, known ?? request));
  const [forbidden] = requestsOf(context, operation, 403);
  if (forbidden === undefined) leaveOut("a project that the key may not read: no case that names one is tried");
  else await tryEach("of a project that the key may not read, ", 403, inForbiddenProject(operation, forbidden));

  if (target.restrictedCredentials === undefined) {
    leaveOut("a key that may read nothing, by name and by resource_id: no restricted key is given");
    return;
  }
  if (known === undefined) {
    leaveOut("a key that may read nothing: no case that names a collection by its name is tried");
    return;
  }
  if (await mayRead(known)) {
    leaveOut("a key that may read nothing: the restricted key may read what the cases name");
    return;
  }
  const restricted = "with the restricted key, ";
  await tryEach(restricted, 403, inForbiddenProject(operation, known));
  const id = named === undefined ? undefined : await resourceIdOf(known);
  if (id !== undefined) await tryEach(restricted, 403, byResourceId(operation, known, id));

  /** @param status that of the cases which are signed with the same key */
  async function tryEach(whose: string, status: number, rows: readonly Permission[]): Promise<void> {
    for (const { what, request: asked, expected } of rows) {
      if (ended()) return;
      const body = JSON.stringify(asked);
      const send = () => asker.sender.sendSigned(path, body, { status });
      const { findings } = await asker.hold(operation, { body, request: asked, send }, expected);
      if (findings.length === 0) continue;
      const sent = { at: "request", message: `POST ${path} ${body}` };
      const message = expected.message.replace(":%s", "");
      fail({ operationId, title: `${whose}${what} is answered "${message}"`, findings: [sent, ...findings] });
    }
  }

  /** With names of one's own, the restricted key need only be one that may not read the project of the 403 cases. */
  async function mayRead(asked: JsonObject): Promise<boolean> {
    if (Object.keys(context.names).length === 0) return false;
    const answer = await asker.sender.sendSigned(path, JSON.stringify(asked), { status: 403 }).catch(() => undefined);
    return answer?.status === 200;
  }

  async function resourceIdOf(located: JsonObject): Promise<string | undefined> {
    const describing = readOperations().find(({ operationId: id }) => id === "getCollectionInfo");
    const { project, [named ?? ""]: name = null } = located;
    const place: JsonObject = project ? { name, project } : { name };
    const { body } = describing ? await asker.ask(describing, place) : { body: {} };
    const { resource_id: id } = member(body, "data");
    if (typeof id === "string") return id;
    leaveOut("the restricted key by resource_id: no answer tells a collection's");
    return undefined;
  }
}
