/** What is sent back: HTTP status, headers beside those that every answer has, and the value to write as JSON. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}
