/** What a program in a document needs besides, or why it is not run. `holding` is a text that only this program has. */
export interface ProgramRow {
  readonly document: string;
  readonly holding: string;
  /** Declares what the text around the program says that there is. */
  readonly before?: string;
  /** It passes the type check, and is not run: why. */
  readonly notRun?: string;
  /** It is neither: why. */
  readonly notChecked?: string;
}

const credentials =
  'const credentials = { accessKeyId: "AKLTZGVtb25zdHJhdGlvbg", secretAccessKey: "WkdWdGIyNXpkSEpoZEdsdmJn" };';
const url = 'const url = "https://api-knowledgebase.mlp.cn-beijing.volces.com/api/knowledge/doc/info";';
const arrived = 'const [method, target, body] = ["POST", "/api/knowledge/doc/info", new Uint8Array()];';
const log = "const log = { info: (_: unknown) => undefined };";

export const programRows: readonly ProgramRow[] = [
  {
    document: "packages/auth/README.md",
    holding: "refreshingCredentials(async",
    before: [
      url,
      'const [headers, body] = [{ "content-type": "application/json" }, "{}"];',
      "const assumeRole = async (_: { signal: AbortSignal }) => ({",
      '  AccessKeyId: "AKLTZGVtb25zdHJhdGlvbg", SecretAccessKey: "WkdWdGIyNXpkSEpoZEdsdmJn",',
      '  SessionToken: "any", ExpiredTime: "2100-01-01T00:00:00Z",',
      "});",
    ].join("\n"),
  },
  {
    document: "packages/auth/README.md",
    holding: "lookUpKey: (accessKeyId)",
    before: `${arrived} const headers: [string, string][] = []; const keys = new Map<string, { secretAccessKey: string }>(); ${log}`,
  },
  {
    document: "packages/auth/README.md",
    holding: "await explainSignature",
    before: `${arrived} const headers: [string, string][] = []; ${credentials} const arrived = new Date(); ${log}`,
  },
  {
    document: "packages/auth/README.md",
    holding: "presignUrl",
    before: `${credentials} const [method, target] = ["GET", "/report.zip"]; const lookUpKey = () => credentials;`,
  },
  {
    document: "packages/client/README.md",
    holding: "kb.tasks.download",
    before: 'const task_id = "3f1b6c0d9a5e4d7f8c2b1a0e9d8c7b6a"; const { signal } = new AbortController();',
    notRun: "it downloads from the vendor's hosts",
  },
  {
    document: "packages/client/README.md",
    holding: "answerQuestion",
    before: [
      'import { deepEqual } from "node:assert/strict";',
      'import type { KnowledgeBase } from "@viking-kb/client";',
      "const expect = (actual: unknown) => ({ toEqual: (expected: unknown) => deepEqual(actual, expected) });",
      'const answerQuestion = (kb: KnowledgeBase) => kb.points.list({ collection_name: "faq" });',
    ].join("\n"),
  },
  {
    document: "packages/client/README.md",
    holding: "new PointsApi",
    before:
      'import { credentialsFromEnvironment } from "@viking-kb/auth";\nconst credentials = credentialsFromEnvironment();',
    notRun: "the generated class asks the cloud unless it is given an address; docs/other-clients.md runs one that is",
  },
  {
    document: "packages/command-line/README.md",
    holding: "createProgram",
    notRun: "it runs until Ctrl-C; apps/cli and apps/server are such programs, and are run here",
  },
  {
    document: "packages/contract/README.md",
    holding: "verifyContract",
    notRun: "it takes ten seconds; npm test does the same by `contract`",
  },
  { document: "packages/endpoint/README.md", holding: "createEndpoint", notRun: "it serves until it is killed" },
  {
    document: "docs/proxy-and-certificates.md",
    holding: "EnvHttpProxyAgent",
    notChecked: "undici is no dependency of this project",
  },
];
