import { businessCodes, type ContractPair, codeIn, codeOf, type Json, type JsonObject } from "@viking-kb/contract";
import { type ChangeBody, changeAnswer, changeBody, type Mutant, mutantsOf } from "../mutant.js";

const invalidRequest = codeOf("invalid-request");
const withReason = (reason: string) => invalidRequest.message.replace("%s", reason);

/** Statuses that servers are known to mix up, by the right one. */
const mixedUp: Readonly<Record<number, readonly number[]>> = {
  200: [201, 500],
  400: [200, 422, 500],
  401: [403, 400],
  403: [401, 404],
};

/** The faults that a server can make in the envelope under one (operation, status). */
export function envelopeMutants({ operationId, status }: ContractPair): Mutant[] {
  const mutant = mutantsOf(operationId, status);
  const inBody = (group: string, detail: string, description: string, change: ChangeBody): Mutant =>
    mutant(group, detail, description, changeBody(change));
  const own = businessCodes.filter((row) => row.operations.includes(operationId));
  const codes = [...new Set(own.filter((row) => row.status === status).map(({ code }) => code))];
  const foreign = own.find((row) => row.status !== status && row.status < 429 && row.code !== 0)?.code ?? 0;
  const mixUps =
    codes.length > 1 ? codes.map((code) => [code, codes.find((other) => other !== code) ?? code] as const) : [];

  return [
    ...(mixedUp[status] ?? []).map((other) =>
      mutant(
        "status",
        String(other),
        `status ${other} instead of ${status}`,
        changeAnswer((answer) => ({ ...answer, status: other })),
      ),
    ),
    inBody("code", "of-another-status", `code ${foreign}, which another status comes with`, put("code", foreign)),
    ...mixUps.map(([code, other]) =>
      inBody(
        "code",
        `${code}-as-${other}`,
        `code ${other} instead of ${code}`,
        set("code", (value) => (value === code ? other : value)),
      ),
    ),
    inBody("message", "other-words", "the message in other words", put("message", "something went wrong")),
    inBody("message", "capital", "the message with a capital letter", set("message", capitalize)),
    inBody("request-id", "empty", "request_id is empty", put("request_id", "")),
    inBody("extra", "body", "the envelope has a member that is not in the contract", put("debug", true)),
    ...(status === 200 ? successMutants(inBody) : errorMutants(inBody, operationId, status)),
  ];
}

type InBody = (group: string, detail: string, description: string, change: ChangeBody) => Mutant;

function successMutants(inBody: InBody): Mutant[] {
  return [
    inBody("envelope", "data-missing", "a success without data", (body) => delete body.data),
    inBody("envelope", "data-empty", "a success with empty data", put("data", {})),
    inBody("envelope", "error-in-200", "an error under status 200", (body) => {
      delete body.data;
      const { code, message } = codeOf("server");
      Object.assign(body, { code, message });
    }),
    inBody("envelope", "unwrapped", "the data without its envelope", (body) => {
      const { data } = body;
      for (const key of Object.keys(body)) delete body[key];
      Object.assign(body, data);
    }),
    inBody("envelope", "wrapped", "the envelope within another", (body) => {
      const inner = { ...body };
      for (const key of Object.keys(body)) delete body[key];
      body.result = inner;
    }),
  ];
}

function errorMutants(inBody: InBody, operationId: string, status: number): Mutant[] {
  const always = [
    inBody("envelope", "error-with-data", "an error with empty data", put("data", {})),
    inBody("envelope", "error-with-null", "an error with data null", put("data", null)),
    inBody("code", "zero", "code 0 on an error", put("code", 0)),
  ];
  if (status !== 400) return always;
  const refusing = (group: string, detail: string, description: string, change: (message: string) => string) =>
    inBody(group, detail, description, ofRefusals(operationId, change));
  return [
    ...always,
    refusing("message", "template", "the reason left as %s", () => invalidRequest.message),
    refusing("message", "no-reason", "a refusal without its reason", () => withReason("")),
    refusing("message", "full-width", "a full-width colon before the reason", (text) => text.replace(":", "：")),
    refusing(
      "leak",
      "stack",
      "a stack trace as the reason",
      (text) => `${text}\n    at list (/srv/app/points.js:42:7)`,
    ),
    refusing("leak", "sql", "a statement of the database as the reason", () => withReason(statement)),
  ];
}

const statement = 'SQLITE_ERROR: near "limt": syntax error: SELECT wire FROM points WHERE collection_id = 7 LIMT 101';

function put(key: string, value: Json): ChangeBody {
  return set(key, () => value);
}

function set(key: string, change: (value: Json) => Json): ChangeBody {
  return (body: JsonObject) => {
    body[key] = change(body[key] ?? null);
  };
}

/** Of messages with a reason; "task not exist" is none, though it looks alike. */
function ofRefusals(operationId: string, change: (message: string) => string): ChangeBody {
  return (body) => {
    if (codeIn(operationId, body) === invalidRequest) body.message = change(String(body.message));
  };
}

function capitalize(message: Json): Json {
  return typeof message === "string" ? message.charAt(0).toUpperCase() + message.slice(1) : message;
}
