import { answerNames, type DocumentedCase, isObject, type JsonObject } from "@viking-kb/contract";
import { type ChangeBody, changeBody, type Mutant, mutantsOf } from "../mutant.js";
import { type ChangeData, contradictions } from "./contradictions.js";
import { eachAt, type Place, placeName } from "./place.js";

/** The faults in data that has the right form: another resource's, contradictory, or spoilt on the way. */
export function dataMutants(
  operationId: string,
  places: readonly Place[],
  successes: readonly DocumentedCase[],
): Mutant[] {
  const mutant = mutantsOf(operationId, 200);
  const own = places.filter((place) => place.operationId === operationId && place.status === 200);
  return [
    ...own.filter(isName).map((place) =>
      mutant(
        "echo",
        placeName(place),
        `${placeName(place)} is another's`,
        changeBody((body) => eachAt(body, place.steps, nameAnother)),
      ),
    ),
    ...otherResources(successes).map(([name, other]) =>
      mutant("other-resource", name, `the data of the case ${name}, whatever is asked for`, ({ ask }) => ask(other)),
    ),
    ...(contradictions[operationId] ?? []).map(([detail, description, change]) =>
      mutant("contradiction", detail, description, changeBody(inData(change))),
    ),
    ...(own.some(({ steps }) => steps.at(-1) === "content") ? texts : []).map(([detail, description, change]) =>
      mutant(
        "text",
        detail,
        description,
        changeBody((body) => eachAt(body, ["data", "point_list", "*", "content"], spoil(change))),
      ),
    ),
  ];
}

function isName({ steps, schema }: Place): boolean {
  return schema.type === "string" && answerNames[steps.at(-1) ?? ""] !== undefined;
}

function nameAnother(parent: JsonObject, key: string): void {
  parent[key] = `another_${String(parent[key])}`;
}

/** Two of an operation's successes, the first and the last, to be given for every other. */
function otherResources(cases: readonly DocumentedCase[]): [string, JsonObject][] {
  const [first, last] = [cases[0], cases.at(-1)];
  return [first, last].flatMap((one) => (one === undefined ? [] : [[one.name, one.request] as [string, JsonObject]]));
}

function inData(change: ChangeData): ChangeBody {
  return (body) => {
    if (isObject(body.data)) change(body.data);
  };
}

/** What becomes of texts on the way through programs of other encodings and other habits. */
const texts: readonly [detail: string, description: string, change: (text: string) => string][] = [
  ["empty", "content is empty", () => ""],
  ["cut", "content is cut after 20 characters", (text) => text.slice(0, 20)],
  ["latin-1", "content was read as Latin-1", (text) => Buffer.from(text).toString("latin1")],
  ["question-marks", "what is not ASCII became question marks", (text) => text.replace(/[^\0-\x7F]/g, "?")],
  ["replacement", "what is not ASCII became U+FFFD", (text) => text.replace(/[^\0-\x7F]/g, "\uFFFD")],
  [
    "html",
    "content is escaped for HTML",
    (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  ],
  ["line-ends", "line ends became spaces", (text) => text.replaceAll("\n", " ")],
];

function spoil(change: (text: string) => string) {
  return (parent: JsonObject, key: string) => {
    parent[key] = change(String(parent[key]));
  };
}
