/** What the developer who meets a business code can do, by its number and kind. */
export const hints: { readonly [code: string]: string } = {
    "1000001 unauthorized": "Check the access key and secret, the clock (15 minutes are allowed), the region, and that nothing changes the body after it is signed.",
    "1000002 no-permission": "Grant the key access to the project of the collection or task, or check that project names the right one.",
    "1000003 task-not-exist": "Check task_id and pipeline_name.",
    "1000003 invalid-request": "The text after the colon says which field breaks the contract; sending the same request again will not help.",
    "1000005 collection-not-exist": "Check the name and the project (default when absent), or the resource_id; a resource_id that the key is not allowed to read is answered like this too.",
    "1001001 doc-not-exist": "Check that doc_id belongs to this collection; a deleted document no longer answers.",
    "1000028 server": "Send it again a little later; if it persists, give the request_id to Volcengine.",
    "1000029 rate-limited": "Slow down, wait, then send it again.",
    "300004 rate-limited": "Slow down, wait, then send it again.",
};
