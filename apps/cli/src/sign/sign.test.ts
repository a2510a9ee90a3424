import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { recordTerminal } from "../../testing/recorded-terminal.js";
import { temporaryFolder } from "../../testing/temporary-folder.js";
import { run } from "../run.js";

const environment = {
  VIKING_KB_ACCESS_KEY_ID: "AKLTEXAMPLE",
  VIKING_KB_SECRET_ACCESS_KEY: "canary-secret-access-key",
  VIKING_KB_SESSION_TOKEN: "canary-session-token",
  VIKING_KB_ENDPOINT: "http://127.0.0.1:1",
};

/** Nothing listens where the endpoint points. */
async function sign(argv: readonly string[], columns?: number) {
  const terminal = recordTerminal({ environment, columns });
  const exitCode = await run(["sign", ...argv], terminal);
  expect(terminal.output + terminal.errors).not.toContain("canary");
  return { exitCode, output: terminal.output, errors: terminal.errors };
}

const handbook = ["points", "list", "handbook"];
const lines = (...lines: string[]) => lines.map((line) => `${line}\n`).join("");
const bodyHash = "d0d97b8bdf3c4ac7a4b3a5a5b5b5c6f9";
const names = "content-type;host;x-content-sha256;x-date;x-security-token";

test("shows the request of a call, and sends nothing", async () => {
  const { exitCode, output, errors } = await sign(handbook);
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
  expect(output.replace(/[0-9a-f]{64}/, bodyHash)).toBe(
    lines(
      "POST http://127.0.0.1:1/api/knowledge/point/list",
      "Host: 127.0.0.1:1",
      "Content-Type: application/json",
      "x-date: 20240828T120000Z",
      `x-content-sha256: ${bodyHash}`,
      "x-security-token: [redacted]",
      `authorization: HMAC-SHA256 Credential=AKLTEXAMPLE/20240828/cn-beijing/air/request, SignedHeaders=${names}, Signature=[redacted]`,
      "",
      '{"collection_name":"handbook"}',
    ),
  );
});

test("--explain shows what is signed", async () => {
  const { exitCode, output } = await sign([...handbook, "--region", "cn-north-1", "--explain"]);
  expect(exitCode).toBe(0);
  expect(output.slice(output.indexOf("\n\nScope")).replace(/[0-9a-f]{64}/g, bodyHash)).toBe(
    lines(
      "",
      "",
      "Scope",
      "  20240828/cn-north-1/air/request",
      "",
      "Canonical request",
      "  POST",
      "  /api/knowledge/point/list",
      "",
      "  content-type:application/json",
      "  host:127.0.0.1:1",
      `  x-content-sha256:${bodyHash}`,
      "  x-date:20240828T120000Z",
      "  x-security-token:[redacted]",
      "",
      `  ${names}`,
      `  ${bodyHash}`,
      "",
      "String to sign",
      "  HMAC-SHA256",
      "  20240828T120000Z",
      "  20240828/cn-north-1/air/request",
      `  ${bodyHash}`,
      "",
      "Findings",
      "  It verifies with this key.",
    ),
  );
});

describe("every call is signed:", () => {
  const calls: Record<string, [argv: string[], path: string, body: object]> = {
    "a collection": [["collection", "info", "a", "--project", "p"], "collection/info", { name: "a", project: "p" }],
    "a document": [["doc", "info", "kb-1", "d"], "doc/info", { resource_id: "kb-1", doc_id: "d" }],
    points: [[...handbook, "--doc"], "point/list", { collection_name: "handbook", doc_ids: [] }],
    "a task": [["task", "info", "t"], "task/info", { task_id: "t" }],
  };
  test.each(Object.entries(calls))("%s", async (_, [argv, path, body]) => {
    const plain = JSON.parse((await sign([...argv, "--json"])).output);
    expect(plain).toEqual({
      method: "POST",
      url: `http://127.0.0.1:1/api/knowledge/${path}`,
      headers: expect.any(Array),
      body: JSON.stringify(body),
    });
    const explained = JSON.parse((await sign(["--explain", ...argv, "--json"])).output);
    expect(explained).toMatchObject({ ...plain, verifies: true, findings: [], scope: { service: "air" } });
  });
});

describe("--received", () => {
  /** A request of the environment's key, signed at 12:00 by `viking-kb` for `/api/knowledge/task/info`. */
  const head = [
    "POST /api/knowledge/task/info HTTP/1.1",
    "Host: kb.example",
    "X-Date: 20240828T120000Z",
    "X-Security-Token: canary-session-token",
    "Content-Length: 15",
  ];
  const authorization = (signature: string) =>
    `Authorization: HMAC-SHA256 Credential=AKLTEXAMPLE/20240828/cn-beijing/air/request, SignedHeaders=host;x-date;x-security-token, Signature=${signature}`;
  const body = '{"task_id":"t"}';
  // Computed with Python's hashlib and hmac from the rules of the scheme.
  const signature = "209126d4bfe6be4b4eff08fd51416c19da78762ab74d5c737b070236110f73d4";
  const signatures = {
    lineFeed: "c74d1d287d88693fa2f74229833741139bf4ecdd6e0d5315883e8004f0f97f4f",
    empty: "d94b70b7d1df4a1faff37ea3eb31c9ccc42d0700a89741d605713374ba3c1d20",
  };
  const sound = [...head, authorization(signature), "", body].join("\r\n");
  /** The same without the line feed at the end of its body. */
  const feeding = sound.replace("Content-Length: 15", "Content-Length: 16").replace(signature, signatures.lineFeed);
  /** The head of a request without a body. */
  const empty = [...head.slice(0, -1), "Content-Length: 0", authorization(signatures.empty)].join("\r\n");

  async function received(request: string | Uint8Array, ...argv: string[]) {
    const path = join(temporaryFolder(), "request.http");
    writeFileSync(path, request);
    return sign(["--received", path, ...argv]);
  }

  const faulty: Record<string, [request: string, faults: string[], argv?: string[]]> = {
    "a sound request": [sound, []],
    "line feeds, and one behind the body": [`${sound.replaceAll("\r\n", "\n")}\n`, []],
    "blank lines before it": [`\r\n\n${sound}`, []],
    "line breaks behind the body": [`${sound}\r\n\r\n`, []],
    "a body that ends in a line feed, which its length counts": [`${feeding}\n`, []],
    "the same, and one line feed more": [`${feeding}\n\n`, []],
    "a length of 0, and nothing behind the head": [`${empty}\r\n\r\n`, []],
    "a length of 0, and a line feed": [`${empty}\n\n\n`, []],
    "a length of 0, and line breaks": [`${empty}\r\n\r\n\r\n\r\n`, []],
    "a length of 0, and a head without an end": [empty, []],
    "a length of 0, and a body": [`${empty}\r\n\r\n{}`, ["body-changed"]],
    "no length, and line breaks": [`${empty.replace("Content-Length: 0\r\n", "")}\r\n\r\n\r\n`, []],
    "no length, and a body": [sound.replace("Content-Length: 15\r\n", ""), []],
    "a body cut off": [sound.slice(0, -1), ["signature-mismatch"]],
    "a no-break space behind the body": [`${sound}\u00a0`, ["signature-mismatch"]],
    "a target that is a URL": [sound.replace("/api", "https://kb.example/api"), []],
    "HTTP/2's name for Host": [sound.replace("Host", ":authority"), []],
    "no HTTP version": [sound.replace(" HTTP/1.1", ""), []],
    "the clock of its arrival": [sound, ["date-outside-window"], ["--at", "2024-08-28T12:15:01Z"]],
    "another body": [sound.replace('"t"', '"u"'), ["signature-mismatch"]],
    "another Host": [sound.replace("kb.example", "kb.example:8080"), ["host-changed"]],
    "no Authorization": [[...head, "", body].join("\r\n"), ["missing-authorization"]],
    "no body": [head.join("\r\n"), ["missing-authorization"]],
    "two faults": [
      sound.replace("kb.example", "kb.example:8080"),
      ["date-outside-window", "host-changed"],
      ["--at", "2024-08-28T13:00:00Z"],
    ],
  };
  test.each(Object.entries(faulty))("explains %s", async (_, [request, faults, argv = []]) => {
    const { exitCode, output, errors } = await received(request, "--json", ...argv);
    const { findings, verifies } = JSON.parse(output);
    const kinds = findings.filter(({ severity }: any) => severity === "fault").map(({ kind }: any) => kind);
    expect(kinds).toEqual(faults);
    expect(verifies).toBe(faults.length === 0);
    expect(exitCode).toBe(faults.length === 0 ? 0 : 3);
    if (faults.length > 0) expect(JSON.parse(errors)).toMatchObject({ exitCode: 3, kind: "unauthorized" });
    else expect(errors).toBe("");
  });

  test.each([
    "2024-08-28T12:15:00Z",
    "2024-08-28T12:15:00.000Z",
    "2024-08-28t12:15:00,5z",
    "2024-08-28T12:15Z",
    "2024-08-28T20:15:00+08:00",
    "2024-08-28T20:15+0800",
    "2024-08-28T06:45:00-05:30",
  ])("takes --at %s for the moment that it is", async (at) => {
    expect(await received(sound, "--at", at)).toMatchObject({ exitCode: 0 });
    const other = at.replace(":15", ":16").replace(":45", ":46");
    expect(await received(sound, "--at", other)).toMatchObject({ exitCode: 3 });
  });

  test("in lines, within the terminal's columns", async () => {
    const path = join(temporaryFolder(), "request.http");
    writeFileSync(path, sound.replace("kb.example", "\u001b[2Jkb.example:8080"));
    const { exitCode, output, errors } = await sign(["--received", path, "--at", "2024-08-28T12:10:00Z"], 72);
    expect(exitCode).toBe(3);
    expect(output).toContain("\nHost: \\u001b[2Jkb.example:8080\n");
    expect(output.slice(output.indexOf("Findings"))).toBe(
      lines(
        "Findings",
        "  fault: malformed-signed-header",
        "    A signed header's value holds a control character.",
        "    actual    host",
        "    Remove line breaks and other control characters from its value.",
        "",
        "  remark: clock-drift",
        "    X-Date lies 10 minutes before the clock that it is held against.",
        "    Set the clock by NTP: another verifier's clock may be off the other",
        "    way.",
        "",
        "  It would be refused.",
      ),
    );
    expect(errors).toMatch(/^error: The request would be refused: malformed-signed-header\.\nhint: Remove/);
  });

  const faults: Record<string, [request: string, message: string]> = {
    "an empty file": ["", "Line 1 is no request line."],
    "a file that is no request": ["canary", "Line 1 is no request line."],
    "a line that is no header": ["GET / HTTP/1.1\nHost: a\ncanary\n\n", "Line 3 is no header."],
    "a folded header": ["GET / HTTP/1.1\nHost: a\n canary: b\n\n", "Line 3 is no header."],
    "a body in chunks": ["POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n1\na\n0\n\n", "The body is in chunks."],
  };
  test.each(Object.entries(faults))("refuses %s", async (_, [request, message]) => {
    const { exitCode, errors } = await received(request);
    expect(exitCode).toBe(2);
    expect(errors).toContain(`error: ${message}\nhint: `);
  });
});

describe("refuses", () => {
  const isNoTime =
    /It must be a time in ISO 8601 with its zone, like 2026-01-15T08:30:00Z or 2026-01-15T16:30\+08:00\./;
  const rows: Record<string, [argv: string[], message: RegExp]> = {
    "no call": [[], /^error: No call is named\.\nhint: Name one/],
    "a file that is not there": [
      ["--received", "/nonexistent/a"],
      /^error: The request in \/nonexistent\/a cannot be read: ENOENT\./,
    ],
    "a call beside a received request": [[...handbook, "--received", "a"], /^error: --received and --at explain/],
    ...Object.fromEntries(
      [
        ...["noon", "", "2026", "2026-01-15", "2026-01-15Z", "1768465800", "20260115T083000Z"],
        ...["2026-01-15T08:30:00", "2026-01-15 08:30:00Z", "2026-01-15T08:30:00 Z", "2026-01-15T08:30:00 GMT"],
        ...["Thu, 15 Jan 2026 08:30:00 GMT", "Jan 15 2026 08:30Z", "2026-02-30T08:30:00Z", "2026-13-01T08:30:00Z"],
        ...["2026-01-15T24:00:00Z", "2026-01-15T08:60:00Z", "2026-01-15T08:30:00+24:00", "2026-01-15T08:30:00+8"],
      ].map((text) => [`the time ${JSON.stringify(text)}`, [["--received", "a", "--at", text], isNoTime]] as const),
    ),
    "a region that cannot be signed": [[...handbook, "--region", "no/region"], /^error: .*region/],
    "an unknown call": [["pointz"], /^error: /],
  };
  test.each(Object.entries(rows))("%s", async (_, [argv, message]) => {
    const { exitCode, output, errors } = await sign(argv);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: "" });
    expect(errors).toMatch(message);
  });
});
