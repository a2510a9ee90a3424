import type { KnowledgeBaseErrorKind } from "@viking-kb/client";

/** Why a command failed: the client's kinds, or one of two of its own. */
export type FailureKind = KnowledgeBaseErrorKind | "usage" | "defect";

/** Exit code of each kind of failure; 0 is success. */
export const exitCodes: Readonly<Record<FailureKind, number>> = {
  defect: 1,
  usage: 2,
  unauthorized: 3,
  "no-permission": 4,
  "invalid-request": 5,
  "collection-not-exist": 6,
  "doc-not-exist": 6,
  "task-not-exist": 6,
  "rate-limited": 7,
  server: 8,
  connection: 9,
  timeout: 9,
  "download-failed": 9,
  "invalid-response": 10,
  unknown: 10,
  "task-failed": 11,
  "doc-failed": 11,
  "link-expired": 12,
  "link-refused": 12,
  // 128 and the number of SIGINT, as shells have it.
  aborted: 130,
};

/** The exit codes, as the help lists them. */
export const exitCodesHelp = `Exit codes:
  0    done
  1    a defect of viking-kb itself
  2    wrong usage, or settings that cannot be used
  3    unauthorized: the signature is not accepted
  4    no permission: the key is not allowed to read the project
  5    invalid request
  6    no such collection, document or task
  7    too many requests, or the quota is used up
  8    the service failed
  9    no answer, or none in time: network, endpoint or proxy
  10   an answer that is not the API's, or an unknown error code
  11   what was waited for ended in failure
  12   a download link that has expired, or is not one to fetch from
  130  interrupted (Ctrl-C)`;
