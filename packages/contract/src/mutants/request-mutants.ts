import { isObject, type JsonObject, member } from "../json.js";
import type { Operation } from "../operation.js";
import { askWith } from "./change-answer.js";
import { forgottenPresence, forgottenRules, letPass } from "./lenient-reading.js";
import type { Behaviour, Mutant } from "./mutant.js";
import { addedRules, noOtherMembers, refuse } from "./strict-reading.js";

/**
 * The faults that a server can make in reading requests: a member ignored, a violation let pass, a valid one refused.
 *
 * @param example a request that is answered with 200
 */
export function requestMutants({ operationId, requestSchema }: Operation, example: JsonObject): Mutant[] {
  const members = member(requestSchema, "properties");
  const { required } = requestSchema;
  const optional = Object.keys(members).filter((name) => !Array.isArray(required) || !required.includes(name));
  const eachMember = <Rule>(rulesOf: (name: string, schema: JsonObject) => Rule[]): Rule[] =>
    Object.entries(members).flatMap(([name, schema]) => (isObject(schema) ? rulesOf(name, schema) : []));
  const mutant = (group: string, detail: string, description: string, behave: Behaviour): Mutant => ({
    id: `${operationId}/request/${group}/${detail}`,
    group,
    description,
    operationId,
    start: () => behave,
  });
  const forgotten = [...eachMember(forgottenRules), ...forgottenPresence(requestSchema, example)];
  const added = [...eachMember(addedRules), noOtherMembers(members)];
  return [
    ...optional.map((name) =>
      mutant("ignored", name, `${name} is ignored`, (call) => askWith(call, { [name]: undefined })),
    ),
    ...forgotten.map(([detail, description, repair]) => mutant("unvalidated", detail, description, letPass(repair))),
    ...added.map((rule) => mutant("overstrict", rule[0], rule[1], refuse(rule))),
  ];
}
