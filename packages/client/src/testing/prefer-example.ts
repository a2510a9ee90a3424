import type { ExampleName, ExampleNames } from "./generated/example-name.js";

/** The documented answer to ask for; `status` alone takes the first one with that status. */
export interface PreferredAnswer<Operation extends keyof ExampleNames = keyof ExampleNames> {
  readonly example?: ExampleName<Operation>;
  /** HTTP status. */
  readonly status?: number;
}

/**
 * Creates a `fetch` that asks Prism, or the mock built on it, for one documented answer to any request:
 * `createKnowledgeBase({ …, endpoint: mock.url, fetch: preferExample("rate-limited") })`. With the operation named,
 * `preferExample<"listPoints">("text-chunks")`, the compiler takes only its own cases. Other servers may ignore the
 * header `Prefer`.
 *
 * @throws TypeError when neither an example nor a status is given.
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
    // Called as a plain function: browsers refuse to run fetch as a method of another object.
    const send = fetch;
    return send(input, { ...init, headers });
  };
}
