/** A request's body: a JSON object. */
export type RequestBody = Readonly<Record<string, unknown>>;
