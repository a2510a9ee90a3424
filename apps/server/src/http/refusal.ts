import { type RefusalReason, refusalReasons } from "@viking-kb/auth";

/** What a refusal says. */
export interface RefusalFields {
  /** HTTP status. */
  readonly status: number;
  /** Business code. Source: the tables of the four documentation pages, and `error-codes.yaml` of the contract. */
  readonly code: number;
  readonly message: string;
  /** Headers beside those of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log alone. */
  readonly reason?: string;
  /** For the log alone: the reason in a sentence. */
  readonly explanation?: string;
}

/** A request that is answered with an error that the documentation knows. */
export class Refusal extends Error {
  readonly fields: RefusalFields;

  constructor(fields: RefusalFields) {
    super(fields.message);
    this.name = "Refusal";
    this.fields = fields;
  }
}

/**
 * A request that is not valid.
 *
 * @param reason `field: reason`
 * @param answer another status than 400 where no operation is reached, and headers that belong to it
 */
export function invalidRequest(
  reason: string,
  answer: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Refusal {
  return new Refusal({ status: 400, ...answer, code: 1000003, message: `invalid request:${reason}`, reason });
}

/** A request whose signature is missing or wrong. The caller does not hear why. */
export function unauthorized(reason: RefusalReason): Refusal {
  const explanation = refusalReasons[reason];
  return new Refusal({ status: 401, code: 1000001, message: "unauthorized", reason, explanation });
}

/** A key that may not read the project. */
export function noPermission(): Refusal {
  return new Refusal({ status: 403, code: 1000002, message: "no permission" });
}

/** No such collection, or one that must look so. */
export function collectionNotExist(): Refusal {
  return new Refusal({ status: 400, code: 1000005, message: "collection not exist" });
}

/** No such document in the collection. */
export function docNotExist(): Refusal {
  return new Refusal({ status: 400, code: 1001001, message: "doc not exist" });
}

/** No such task, or none in that pipeline. */
export function taskNotExist(): Refusal {
  return new Refusal({ status: 400, code: 1000003, message: "invalid request:task not exist" });
}

/** A failure inside. It shows nothing of the inside. Source: the vendor's list of error codes. */
export function internalError(): Refusal {
  return new Refusal({ status: 500, code: 1000028, message: "internal error" });
}
