import { beforeAll, describe, expect, test } from "vitest";
import { type ArrivedRequest, headerOf } from "../../testing/arrived-request.js";
import { answered, cutShort, envelope, garbage, html, reset, success } from "../../testing/fault-answers.js";
import { heldLimits } from "../../testing/fault-row.js";
import { faultRows } from "../../testing/fault-rows.js";
import { type Attempt, startFaultServer } from "../../testing/fault-server.js";
import { everythingIn, leaksIn } from "../../testing/leaks.js";
import { key, runFault } from "../../testing/run-fault.js";
import { bundleProgram, startProgram } from "../../testing/run-program.js";
import { createKnowledgeBase, type KnowledgeBaseOptions } from "../index.js";

/** What is secret in a link that a task's answer carries: its query alone. */
const linkSecret = "canary-link-0123456789abcdef";
const link = `https://tos.example/a.zip?X-Tos-Credential=AKTPexample&X-Tos-Signature=${linkSecret}`;

/** What a server knows of a request's secrets, and a link of its own, on one line. */
const requestText = ({ method, target, headers, body }: ArrivedRequest): string =>
  [link, ...headers.map(([name, value]) => `${name}: ${value}`), `${method} ${target}`, body].join(" ");
const secretsText = ({ headers }: ArrivedRequest): string =>
  headers
    .filter(([name]) => /^(authorization|x-security-token)$/i.test(name))
    .flat()
    .join("=");

/** How a server may write what it repeats. */
const spellings: Readonly<Record<string, (request: ArrivedRequest) => string>> = {
  "as it came": requestText,
  "its secrets alone": secretsText,
  "percent-encoded": (request) => encodeURIComponent(requestText(request)),
  "percent-encoded twice": (request) => encodeURIComponent(encodeURIComponent(requestText(request))),
  "escaped as in JSON": (request) => JSON.stringify(requestText(request)).slice(1, -1),
  "with escaped slashes": (request) => requestText(request).replaceAll("/", "\\/"),
  "in base64": (request) => Buffer.from(requestText(request)).toString("base64"),
  "its secrets in base64": (request) => Buffer.from(secretsText(request)).toString("base64"),
  "after some text, so that a cut goes through it": (request) => `${"Sorry. ".repeat(17)}${secretsText(request)}`,
};

/** The secrets of a row: the key's, the signature of each attempt, the link's. */
const secretsOf = (attempts: readonly Attempt[]): string[] => [
  key.secretAccessKey,
  key.sessionToken,
  linkSecret,
  ...attempts.flatMap(({ request }) => headerOf(request, "authorization")?.split("Signature=")[1] ?? []),
];

/** Options under which all that hooks and a logger are told is kept. */
function recording(): { readonly told: unknown[]; readonly options: Partial<KnowledgeBaseOptions> } {
  const told: unknown[] = [];
  const keep = (...parts: unknown[]) => {
    told.push(...parts);
  };
  return {
    told,
    options: {
      hooks: { beforeAttempt: keep, afterAttempt: keep, beforeRetry: keep },
      logger: { debug: keep, info: keep, warn: keep, error: keep },
    },
  };
}

describe("these tests see a secret that shows", () => {
  const request = {
    method: "POST",
    target: "/",
    headers: [["X-Security-Token", key.sessionToken] as const],
    body: Buffer.alloc(0),
  };
  test.each(Object.entries(spellings))("%s", (_spelling, echo) => {
    expect(leaksIn(echo(request), [key.sessionToken])).toEqual([key.sessionToken]);
  });

  const hidden = { value: key.sessionToken };
  const places: readonly [title: string, value: unknown][] = [
    ["in a message", new Error(key.sessionToken)],
    ["in a cause", new Error("x", { cause: new Error("y", { cause: { deep: { hidden } } }) })],
    ["in a hidden property", Object.defineProperty(new Error("x"), "request", { value: hidden })],
    ["under a symbol", Object.assign(new Error("x"), { [Symbol("request")]: hidden })],
    ["in toJSON", Object.assign(new Error("x"), { toJSON: () => hidden })],
    ["in part", new Error(key.sessionToken.slice(0, 14))],
  ];
  test.each(places)("%s", (_place, value) => {
    expect(leaksIn(everythingIn(value), [key.sessionToken])).toEqual([key.sessionToken]);
  });
});

describe("no secret shows, wherever a server repeats it:", () => {
  test.each(faultRows)("$title", async (row) => {
    const leaks: string[] = [];
    for (const [spelling, echo] of Object.entries(spellings)) {
      const { told, options } = recording();
      const { settled, server } = await runFault(row, { echo, options });
      const shown = [...told, settled.status === "rejected" ? settled.reason : ""].map(everythingIn).join("\n");
      expect(told.length, "hooks and the logger are told").toBeGreaterThan(1);
      for (const leak of leaksIn(shown, secretsOf(server.attempts))) leaks.push(`${spelling}: ${leak}`);
    }
    expect(leaks).toEqual([]);
  });

  // Excerpts have 200 characters, and what is searched is a power of two.
  test.each([186, 190, 16_368, 16_374, 32_756, 65_524])("nor where a text is cut through it, %d on", async (start) => {
    const text = `${"x ".repeat(start / 2)}${key.sessionToken}`;
    for (const answer of [envelope(77, text), answered(text)]) {
      const { settled } = await runFault({ server: [answer] });
      expect(settled).toMatchObject({ reason: { status: expect.any(Number) } });
      expect(leaksIn(everythingIn(settled), [key.sessionToken])).toEqual([]);
    }
  });

  test("nor with withResponse()", async () => {
    const { settled, server } = await runFault(
      { server: [html(404)] },
      {
        echo: requestText,
        call: (kb) => kb.tasks.info({ task_id: "x" }).withResponse(),
      },
    );
    expect(settled).toMatchObject({ status: "rejected", reason: { kind: "invalid-response" } });
    expect(leaksIn(everythingIn(settled), secretsOf(server.attempts))).toEqual([]);
  });

  test("nor what a signer gave", async () => {
    const secrets = ["canary-signer-0123456789", "canary-of-a-header-of-its-own"];
    const [authorization = "", own = ""] = secrets;
    const { told, options } = recording();
    const { settled } = await runFault(
      { server: [html(502)] },
      {
        echo: requestText,
        options: {
          ...options,
          credentials: undefined,
          signer: () => ({ authorization: `Bearer ${authorization}`, "x-gateway-pass": own }),
        },
      },
    );
    expect(settled).toMatchObject({ reason: { kind: "invalid-response", attempts: 3 } });
    expect(leaksIn([settled, ...told].map(everythingIn).join(), secrets)).toEqual([]);
  });

  test("nor in the client itself, nor in a call as curl's command or explained", async () => {
    const kb = createKnowledgeBase({ credentials: key });
    const curl = await kb.toCurl((kb) => kb.tasks.info({ task_id: "x" }));
    const explained = await kb.explain((kb) => kb.tasks.info({ task_id: "x" }));
    expect(curl).toContain("VIKING_KB_SECRET_ACCESS_KEY");
    expect(leaksIn([kb, curl, explained].map(everythingIn).join(), [key.secretAccessKey, key.sessionToken])).toEqual(
      [],
    );
  });
});

describe("no query of a task's link shows, whatever the storage does to its download:", () => {
  test.each(faultRows)("$title", async (row) => {
    const { settled } = await runFault(row, {
      echo: requestText,
      call: (kb, { url }) => {
        const attachment_link = `${row.endpoint ?? url}/a.zip?X-Tos-Signature=${linkSecret}`;
        const limits = { timeoutMs: heldLimits.timeoutMs, maximumBytes: 1_000_000 };
        return kb.tasks.download({ status: "success", attachment_link }, () => {}, limits);
      },
    });
    expect(leaksIn(everythingIn(settled), [linkSecret, key.sessionToken, key.secretAccessKey])).toEqual([]);
  });
});

describe("no secret shows of what a fetch throws that keeps its request:", () => {
  type Sent = { readonly url: string; readonly headers: Record<string, string> };
  const withConfig = (sent: Sent) => Object.assign(new Error("Network Error"), { config: sent, request: { ...sent } });
  const throwables: readonly [title: string, thrown: (sent: Sent) => unknown][] = [
    ["an error with config.headers, as axios throws", withConfig],
    ["one that JSON makes config of", (sent) => Object.assign(new Error("x"), { toJSON: () => ({ config: sent }) })],
    ["a message with the headers", (sent) => new TypeError(`failed: ${JSON.stringify(sent.headers)}`)],
    ["a cause with config.headers", (sent) => new TypeError("fetch failed", { cause: withConfig(sent) })],
    ["a cause's cause's cause", (sent) => chain(9, withConfig(sent))],
    ["a cause that is no error", (sent) => new TypeError("fetch failed", { cause: { sent } })],
    ["a cause that is itself", (sent) => circular(withConfig(sent))],
    ["several errors", (sent) => new AggregateError([withConfig(sent)], JSON.stringify(sent))],
    ["a hidden property", (sent) => Object.defineProperty(new Error("x"), "request", { value: sent })],
    ["a symbol's property", (sent) => Object.assign(new Error("x"), { [Symbol("request")]: sent })],
    [
      "a name and a code",
      (sent) => Object.assign(new Error("x"), { name: JSON.stringify(sent), code: String(sent.headers.authorization) }),
    ],
    ["an error of a class that inspects itself", (sent) => new Talkative(sent)],
    ["a text", (sent) => JSON.stringify(sent)],
    ["an object", (sent) => ({ message: sent, config: sent })],
    ["nothing", () => undefined],
    ["an object that cannot be a text", () => Object.create(null)],
    ["an error whose message cannot be read", () => Object.defineProperty(new Error("x"), "message", { get: never })],
  ];
  const places: readonly [title: string, fetch: (thrown: (sent: Sent) => unknown) => typeof fetch][] = [
    [
      "thrown by fetch",
      (thrown) => async (url, init) => {
        throw thrown({ url: String(url), headers: init?.headers as Record<string, string> });
      },
    ],
    [
      "thrown by the body",
      (thrown) => async (url, init) => {
        const sent = { url: String(url), headers: init?.headers as Record<string, string> };
        return new Response(new ReadableStream({ pull: (controller) => controller.error(thrown(sent)) }));
      },
    ],
  ];
  const rows = throwables.flatMap((thrown) =>
    places.map(([place, fetch]) => [`${thrown[0]}, ${place}`, { thrown: thrown[1], fetch }] as const),
  );

  test.each(rows)("%s", async (_title, { thrown, fetch }) => {
    const signatures: string[] = [];
    const keeping = (sent: Sent) => {
      signatures.push(sent.headers.authorization?.split("Signature=")[1] ?? "no signature");
      return thrown(sent);
    };
    const { told, options } = recording();
    const { settled } = await runFault(
      { server: [success] },
      {
        options: { ...options, fetch: fetch(keeping) },
      },
    );
    expect(settled).toMatchObject({ reason: { kind: "connection", attempts: 3 } });
    expect(signatures).toHaveLength(3);
    const shown = [settled, settled.status === "rejected" && settled.reason, ...told].map(everythingIn).join("\n");
    expect(leaksIn(shown, [key.secretAccessKey, key.sessionToken, ...signatures])).toEqual([]);
  });

  function never(): never {
    throw new RangeError("This must not be asked.");
  }

  function chain(length: number, last: Error): Error {
    return length === 0 ? last : new Error("outer", { cause: chain(length - 1, last) });
  }

  function circular(error: Error): Error {
    error.cause = error;
    return error;
  }

  class Talkative extends Error {
    readonly sent: Sent;
    constructor(sent: Sent) {
      super("x");
      this.sent = sent;
    }
    override toString() {
      return JSON.stringify(this.sent);
    }
    [Symbol.for("nodejs.util.inspect.custom")]() {
      return JSON.stringify(this.sent);
    }
  }
});

describe("no secret shows in what VIKING_KB_LOG=debug writes", () => {
  // A process of its own, since the variable is read from the environment, as a user sets it.
  let program: string;
  const source = `
    import { createKnowledgeBase, fromEnv } from "./src/index.ts";
    const kb = createKnowledgeBase({ credentials: fromEnv(), endpoint: process.argv[1], sleep: async () => {} });
    const calls = [kb.tasks.info({ task_id: "x" }), kb.tasks.info({ task_id: "x" }).withResponse()];
    const settled = await Promise.allSettled(calls);
    console.error(...settled);
    for (const { reason } of settled) console.error(reason.stack, JSON.stringify(reason));
    await kb.tasks.info({ task_id: "x" }).catch(() => {});
  `;
  beforeAll(async () => {
    program = await bundleProgram(source);
  });
  const failures = [html(502), envelope(77, "new"), garbage, reset, cutShort];
  test.each(failures.map((failure, index) => [index, failure] as const))(
    "about failure %d",
    async (_index, failure) => {
      const answers = Array.from({ length: 6 }, () => failure).concat(success);
      const server = await startFaultServer({ answers, key, now: () => new Date(), echo: requestText });
      const { stderr, stdout } = await startProgram(program, [server.url], {
        VIKING_KB_LOG: "debug",
        VIKING_KB_ACCESS_KEY_ID: key.accessKeyId,
        VIKING_KB_SECRET_ACCESS_KEY: key.secretAccessKey,
        VIKING_KB_SESSION_TOKEN: key.sessionToken,
      });
      await server.close();
      expect(stdout).toBe("");
      expect(stderr).toContain(`${server.url}/api/knowledge`);
      expect(leaksIn(stderr, secretsOf(server.attempts))).toEqual([]);
    },
  );
});
