/** A business code of the API, from spec/error-codes.yaml. */
export interface BusinessCode {
    readonly code: number;
    /** Kind of the error that it becomes. */
    readonly kind: string;
    /** The message that tells this row from another with the same code; such a row stands first. */
    readonly message?: RegExp;
}

/** Every business code but 0. */
export const businessCodes = [
    { code: 1000001, kind: "unauthorized" },
    { code: 1000002, kind: "no-permission" },
    { code: 1000003, kind: "task-not-exist", message: /task not exist\s*$/ },
    { code: 1000003, kind: "invalid-request" },
    { code: 1000005, kind: "collection-not-exist" },
    { code: 1001001, kind: "doc-not-exist" },
    { code: 1000028, kind: "server" },
    { code: 1000029, kind: "rate-limited" },
    { code: 300004, kind: "rate-limited" },
] as const satisfies readonly BusinessCode[];
