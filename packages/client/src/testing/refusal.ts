import { businessAnswers } from "./generated/business-answers.js";

type Kind = (typeof businessAnswers)[number]["kind"];

/** A request that is answered with a business code. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: number;

  constructor({ code, status, message }: { readonly code: number; readonly status: number; readonly message: string }) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The documented answer of a kind; `detail` completes its message. */
export function refusalOf(kind: Kind, detail = ""): Refusal {
  const answer = businessAnswers.find((answer) => answer.kind === kind);
  if (answer === undefined) throw new TypeError(`The contract has no answer of the kind ${kind}.`);
  return new Refusal({ ...answer, message: answer.message.replace("%s", () => detail) });
}
