/** A business code of the API, from spec/error-codes.yaml. */
export interface BusinessCode {
    readonly code: number;
    /** Kind of the error that it becomes. */
    readonly kind: string;
    /** What the developer who meets it can do. */
    readonly hint: string;
    /** The message that tells this row from another with the same code; such a row stands first. */
    readonly message?: RegExp;
}

/** Every business code but 0. */
export const businessCodes = [
    { code: 1000001, kind: "unauthorized", hint: "Check the access key and secret, the clock (15 minutes are allowed), the region, and that nothing changes the body after it is signed." },
    { code: 1000002, kind: "no-permission", hint: "Grant the key access to the project of the collection or task, or check that project names the right one." },
    { code: 1000003, kind: "task-not-exist", hint: "Check task_id and pipeline_name.", message: /task not exist\s*$/ },
    { code: 1000003, kind: "invalid-request", hint: "The text after the colon says which field breaks the contract; sending the same request again will not help." },
    { code: 1000005, kind: "collection-not-exist", hint: "Check the name and the project (default when absent), or the resource_id; a resource_id that the key is not allowed to read is answered like this too." },
    { code: 1001001, kind: "doc-not-exist", hint: "Check that doc_id belongs to this collection; a deleted document no longer answers." },
    { code: 1000028, kind: "server", hint: "Send it again a little later; if it persists, give the request_id to the vendor." },
    { code: 1000029, kind: "rate-limited", hint: "Slow down, wait, then send it again." },
    { code: 300004, kind: "rate-limited", hint: "Slow down, wait, then send it again." },
] as const satisfies readonly BusinessCode[];
