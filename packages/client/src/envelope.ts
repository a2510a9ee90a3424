/** The envelope of an answer: spec/openapi.yaml, `ErrorResponse` and its siblings. */
export interface Envelope {
  readonly code: number;
  readonly message?: unknown;
  readonly request_id?: unknown;
  readonly data?: unknown;
}

/** Reads an answer's text; undefined when it is no envelope with a code. */
export function parseEnvelope(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && typeof value.code === "number" ? (value as unknown as Envelope) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value of JSON is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
