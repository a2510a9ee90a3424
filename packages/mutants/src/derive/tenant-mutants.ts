import { type Answer, codeOf, type Json, type JsonObject, member } from "@viking-kb/contract";
import { type Behaviour, bodyOf, type Call, type Mutant, mutantsOf, refusal, withText } from "../mutant.js";

/**
 * The faults that a server can make in keeping apart what belongs to different owners, and different collections.
 *
 * @param successes requests that are answered with success
 */
export function tenantMutants(operationId: string, successes: readonly JsonObject[]): Mutant[] {
  const mutant = mutantsOf(operationId, "access");
  const places = new Set(
    successes
      .filter(({ collection_name: name, resource_id: id }) => typeof name === "string" && !id)
      .map(({ collection_name: name = null }) => name),
  );
  const isLocated = operationId !== "getTaskInfo";
  return [
    mutant("permission", "existence-first", "what is not there is told to who may not ask", existenceFirst),
    ...(isLocated ? byPlace : []).map((row) => mutant("permission", ...row)),
    mutant("other-resource", "in-any-case", "what is named in another case", inAnyCase),
    ...(foreign[operationId] ?? []).map(([detail, description, isMissed]) =>
      mutant("other-resource", detail, description, (call) => (isMissed(call) ? inOthers(call, places) : call.answer)),
    ),
  ];
}

type Row = readonly [detail: string, description: string, behave: Behaviour];

const isNotThere = ({ status, ...answer }: Answer) =>
  status === 400 && /not exist$/.test(String(bodyOf({ status, ...answer })?.message));

const existenceFirst: Behaviour = async (call) => {
  if (call.answer.status !== 403) return call.answer;
  const owners = await call.ask(call.body ?? {});
  return isNotThere(owners) ? owners : call.answer;
};

/** What the owner of everything is answered to another request, where that is a success; `made` is made of it. */
async function orElse(call: Call, other: JsonObject, made = (answer: Answer) => answer): Promise<Answer> {
  const answer = await call.ask(other);
  return answer.status === 200 ? made(answer) : call.answer;
}

const isHidden = ({ answer, body }: Call) => isNotThere(answer) && Boolean(body?.resource_id);

const byPlace: readonly Row[] = [
  [
    "ignored-by-resource-id",
    "whoever has a key may read everything by resource_id",
    (call) => (isHidden(call) ? orElse(call, call.body ?? {}) : call.answer),
  ],
  [
    "told-by-resource-id",
    "what may not be read is told apart by resource_id",
    (call) =>
      isHidden(call) ? orElse(call, call.body ?? {}, () => refusal(call.answer, codeOf("no-permission"))) : call.answer,
  ],
  [
    "unknown-project-as-default",
    "a project that is not there is the default one",
    (call) =>
      isNotThere(call.answer) && call.body?.project ? orElse(call, { ...call.body, project: null }) : call.answer,
  ],
];

const inAnyCase: Behaviour = (call) =>
  isNotThere(call.answer) ? orElse(call, JSON.parse(call.text.toLowerCase())) : call.answer;

/** By operation: where nothing is found in the collection that was asked, it is looked for in all others. */
const foreign: Readonly<Record<string, readonly (readonly [string, string, (call: Call) => boolean])[]>> = {
  getDocInfo: [
    [
      "of-another-collection",
      "a document is found in any collection",
      ({ answer }) => bodyOf(answer)?.code === codeOf("doc-not-exist").code,
    ],
  ],
  listPoints: (["doc_ids", "point_ids"] as const).map((list) => [
    `of-another-collection-by-${list}`,
    `${list} are found in any collection`,
    (call) => isEmpty(call.answer) && [call.body?.[list]].flat().some((id) => typeof id === "string"),
  ]),
};

function isEmpty(answer: Answer): boolean {
  return answer.status === 200 && member(bodyOf(answer), "data").total_num === 0;
}

/** What another collection answers, as if it were the one that was asked. */
async function inOthers(call: Call, places: ReadonlySet<Json>): Promise<Answer> {
  const own = JSON.stringify(call.body?.collection_name ?? "");
  for (const collection_name of places) {
    const answer = await call.ask({ ...call.body, collection_name });
    if (answer.status !== 200 || isEmpty(answer)) continue;
    const text = Buffer.from(answer.bytes).toString();
    return withText(answer, text.replaceAll(`"collection_name":"${collection_name}"`, `"collection_name":${own}`));
  }
  return call.answer;
}
