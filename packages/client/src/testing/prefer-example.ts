import type { ExampleName, ExampleNames } from "./generated/example-name.js";

/** Which documented answer is asked for; `status` alone takes the first that is documented under it. */
export interface PreferredAnswer<Operation extends keyof ExampleNames = keyof ExampleNames> {
  readonly example?: ExampleName<Operation>;
  /** HTTP status. */
  readonly status?: number;
}

/**
 * A `fetch` that asks Prism, and the mock that is built on it, for a documented answer, whatever the request:
 * `createKnowledgeBase({ …, endpoint: mock.url, fetch: preferExample("rate-limited") })`. With the operation named,
 * `preferExample<"listPoints">("text-chunks")`, only its own cases are taken. What a server that is no mock makes of
 * the header `Prefer` is up to it.
 *
 * @throws TypeError when neither an example nor a status is named.
 */
export function preferExample<Operation extends keyof ExampleNames = keyof ExampleNames>(
  answer: ExampleName<Operation> | PreferredAnswer<Operation>,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): typeof globalThis.fetch {
  const { example, status }: PreferredAnswer = typeof answer === "string" ? { example: answer } : answer;
  if (example === undefined && status === undefined) {
    throw new TypeError("preferExample needs the name of a documented case, a status, or both.");
  }
  const preferences = [
    ...(status === undefined ? [] : [`code=${status}`]),
    ...(example === undefined ? [] : [`example=${example}`]),
  ];
  return (input, init) => {
    const headers = new Headers(
      init?.headers ?? (typeof input === "object" && "headers" in input ? input.headers : undefined),
    );
    headers.set("prefer", preferences.join(", "));
    // Called apart from its object: browsers refuse a fetch that is called as another object's method.
    const send = fetch;
    return send(input, { ...init, headers });
  };
}
