import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createKnowledgeBase, type KnowledgeBase, optionsFromEnv } from "./index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary-secret" };
const create = createKnowledgeBase as (options?: unknown) => KnowledgeBase;

const created: [options: unknown, message: RegExp][] = [
  [undefined, /needs its options: give optionsFromEnv\(\)/],
  [null, /needs its options/],
  ["AKLTEXAMPLE", /needs its options/],
  [{ credentials, timeout: 5_000 }, /no option `timeout`: did you mean `timeoutMs`\?/],
  [{ credentials, maxRetries: 5 }, /no option `maxRetries`: did you mean `retries`\?/],
  [{ credentials, baseUrl: "http://127.0.0.1" }, /no option `baseUrl`: did you mean `endpoint`\?/],
  [{ credentials, baseURL: "http://127.0.0.1" }, /did you mean `endpoint`\?/],
  [{ credentials, apiKey: "canary-secret" }, /no option `apiKey`; there are credentials, signer, endpoint, /],
  [{ credentials, timeoutMs: "5000" }, /timeoutMs must be a number/],
  [{ credentials, retries: -1 }, /retries must be a number/],
  [{ credentials, maximumAnswerBytes: "1" }, /maximumAnswerBytes must be a number/],
  [{ credentials, fetch: "fetch" }, /`fetch` must be a function/],
  [{ credentials, sleep: 5 }, /`sleep` must be a function/],
  [{ credentials, locale: "fr" }, /no locale `fr`; there are zh, en\./],
  [{ credentials, locale: "english" }, /no locale `english`: did you mean `en`\?/],
  [{ credentials, locale: "zhongwen" }, /no locale `zhongwen`: did you mean `zh`\?/],
  [{ credentials, locale: 5 }, /no locale `5`; there are zh, en\./],
  [{ credentials, locale: null }, /no locale `null`; there are zh, en\./],
  [{ credentials, lang: "zh" }, /no option `lang`; there are .*locale/],
  [{ credentials, Locale: "zh" }, /no option `Locale`: did you mean `locale`\?/],
  [{ credentials, hooks: { onRetry: () => {} } }, /no option `onRetry`; there are beforeAttempt/],
];

test.each(created)("createKnowledgeBase refuses %j", (options, message) => {
  expect(() => create(options)).toThrow(TypeError);
  expect(() => create(options)).toThrow(message);
  expect(() => create(options)).not.toThrow(/canary/);
});

test("an option left undefined is none", () => {
  expect(() => create({ credentials, timeout: undefined })).not.toThrow();
});

const faq = { collection_name: "faq" };
const calls: { title: string; call: (kb: any) => Promise<unknown>; message: RegExp }[] = [
  { title: "no input", call: (kb) => kb.points.list(), message: /needs its input.* \{ collection_name: "faq" \}/ },
  { title: "no task", call: (kb) => kb.tasks.info(), message: /needs its input.* \{ task_id: "t1" \}/ },
  { title: "a name alone", call: (kb) => kb.collections.info("faq"), message: /needs its input.* \{ name: "faq" \}/ },
  {
    title: "a document's id alone",
    call: (kb) => kb.docs.info("handbook"),
    message: /needs its input.* \{ collection_name: "faq", doc_id: "handbook" \}/,
  },
  {
    title: "a collection named as elsewhere",
    call: (kb) => kb.collections.info(faq),
    message: /no field `collection_name`: did you mean `name`\?/,
  },
  {
    title: "a document's collection named as in collections.info",
    call: (kb) => kb.docs.info({ name: "faq", doc_id: "handbook" }),
    message: /no field `name`: did you mean `collection_name`\?/,
  },
  {
    title: "the collection of points named so",
    call: (kb) => kb.points.iterate({ name: "faq" }).next(),
    message: /no field `name`: did you mean `collection_name`\?/,
  },
  { title: "no task to wait for", call: (kb) => kb.tasks.wait(), message: /needs its input/ },
  {
    title: "an offset of NaN",
    call: (kb) => kb.points.list({ ...faq, offset: Number.NaN }),
    message: /^offset is NaN/,
  },
  {
    title: "an endless limit",
    call: (kb) => kb.points.list({ ...faq, limit: Number.POSITIVE_INFINITY }),
    message: /^limit is Infinity/,
  },
  {
    title: "going from NaN on",
    call: (kb) => kb.points.iterate({ ...faq, offset: Number.NaN }).next(),
    message: /^offset is NaN/,
  },
  {
    title: "going from a text on",
    call: (kb) => kb.points.iterate({ ...faq, offset: "5" }).next(),
    message: /^offset is of type string/,
  },
  {
    title: "a field in other letters",
    call: (kb) => kb.points.list({ ...faq, docIds: ["a"] }),
    message: /no field `docIds`: did you mean `doc_ids`\?/,
  },
  {
    title: "a mistyped option",
    call: (kb) => kb.tasks.info("x", { timeout: 5 }),
    message: /no option `timeout`: did you mean `timeoutMs`\?/,
  },
  {
    title: "a mistyped option of a wait",
    call: (kb) => kb.tasks.wait("x", { maxRetries: 5 }),
    message: /did you mean `retries`\?/,
  },
  {
    title: "a mistyped option of an iteration",
    call: (kb) => kb.points.iterate(faq, { timeout: 5 }).next(),
    message: /did you mean `timeoutMs`\?/,
  },
  {
    title: "a mistyped option of a download",
    call: (kb) => kb.tasks.download({ status: "success" }, () => {}, { overWrite: true }),
    message: /did you mean `overwrite`\?/,
  },
  {
    title: "a controller in place of its signal",
    call: (kb) => kb.tasks.info("x", { signal: new AbortController() }),
    message: /`signal` must be an AbortSignal, not of type AbortController: give the `signal` of/,
  },
  {
    title: "the same of a wait",
    call: (kb) => kb.tasks.wait("x", { signal: new AbortController() }),
    message: /`signal` must be an AbortSignal/,
  },
  {
    title: "the same of a download",
    call: (kb) => kb.tasks.download({ status: "success" }, () => {}, { signal: new AbortController() }),
    message: /`signal` must be an AbortSignal/,
  },
  {
    title: "a text in place of a signal",
    call: (kb) => kb.tasks.info("x", { signal: "SIGINT" }),
    message: /`signal` must be an AbortSignal, not of type String: give the `signal` of an AbortController\.$/,
  },
  {
    title: "the same of an iteration",
    call: (kb) => kb.points.iterate(faq, { signal: new AbortController() }).next(),
    message: /`signal` must be an AbortSignal/,
  },
];

describe("a call refuses", () => {
  test.each(calls)("$title", async ({ call, message }) => {
    const fetch = vi.fn();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const error = await call(create({ credentials, fetch })).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(message);
    expect(fetch).not.toHaveBeenCalled();
    expect(vi.getTimerCount(), "timers that keep the process alive").toBe(0);
  });

  test("no field that the contract does not have yet", async () => {
    const fetch = vi.fn(async () => Response.json({ code: 0, data: {} }));
    await create({ credentials, fetch }).points.list({ ...faq, future_field: 1 } as any);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      expect.anything(),
      expect.objectContaining({ body: JSON.stringify({ ...faq, future_field: 1 }) }),
    );
  });

  test("no integer at the edge, nor a fraction: the API decides", async () => {
    const fetch = vi.fn(async () => Response.json({ code: 0, data: {} }));
    await create({ credentials, fetch }).points.list({ ...faq, offset: -0.5 });
    expect(fetch).toHaveBeenCalledOnce();
  });
});

test("optionsFromEnv reads the key, and where and as what it is used", () => {
  const key = {
    VIKING_KB_ACCESS_KEY_ID: "AKLTEXAMPLE",
    VIKING_KB_SECRET_ACCESS_KEY: "s",
    VIKING_KB_SESSION_TOKEN: "t",
  };
  const place = { VIKING_KB_ENDPOINT: "http://127.0.0.1:1", VIKING_KB_REGION: "cn-north-1", VIKING_KB_PROJECT: "p" };
  const { credentials, ...others } = optionsFromEnv({ ...key, ...place });
  expect(others).toEqual({ endpoint: "http://127.0.0.1:1", region: "cn-north-1", project: "p" });
  expect(credentials).toMatchObject({ accessKeyId: "AKLTEXAMPLE", sessionToken: "t" });
  expect(optionsFromEnv({ ...key, VIKING_KB_ENDPOINT: "" }).endpoint).toBeUndefined();
  expect(() => optionsFromEnv({})).toThrow(/^No credentials in the environment/);
  expect(() => createKnowledgeBase({ ...optionsFromEnv(key), retries: 1 })).not.toThrow();
});
