import { KnowledgeBaseError } from "@viking-kb/client";
import type { SignatureExplanation, SignatureFinding } from "@viking-kb/client/explain";
import { escapeUnprintable } from "@viking-kb/command-line";
import { fold } from "../show/columns.js";

/** A request to show: one that arrived, or one that is not sent, with its address and body. */
type ShownRequest = Pick<SignatureExplanation, "method" | "target" | "headers"> & {
  readonly url?: string;
  readonly body?: string;
};

/** Shows the request line by line, as it is sent. */
export function showRequest({ method, target, url = target, headers, body }: ShownRequest): string {
  const head = [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return lines([...head, ...(body === undefined ? [] : ["", body])]);
}

/** Shows how the signature is made, and the findings. */
export function showExplanation(
  explanation: SignatureExplanation,
  { columns }: { readonly columns: number | undefined },
) {
  const { canonicalRequest, findings, scope, stringToSign, verifies } = explanation;
  const sections = [
    ["Scope", scope && `${scope.day}/${scope.region}/${scope.service}/${scope.terminator}`],
    ["Canonical request", canonicalRequest],
    ["String to sign", stringToSign],
  ] as const;
  const shown = sections.flatMap(([title, text]) =>
    text === undefined ? [] : ["", title, ...indent(text.split("\n"))],
  );
  const verdict = verifies ? "It verifies with this key." : "It would be refused.";
  return lines([
    ...shown,
    "",
    "Findings",
    ...findings.flatMap((finding) => showFinding(finding, columns)),
    `  ${verdict}`,
  ]);
}

/**
 * Ends a command whose request would be refused.
 *
 * @throws KnowledgeBaseError of kind `unauthorized`.
 */
export function assertVerifies({ findings, verifies }: SignatureExplanation): void {
  if (verifies !== false) return;
  const faults = findings.filter(({ severity }) => severity === "fault");
  throw new KnowledgeBaseError(`The request would be refused: ${faults.map(({ kind }) => kind).join(", ")}.`, {
    kind: "unauthorized",
    hint: faults[0]?.advice ?? "",
  });
}

function showFinding(
  { severity, kind, what, expected, actual, advice }: SignatureFinding,
  columns: number | undefined,
) {
  const values = [
    ...(expected === undefined ? [] : [`expected  ${expected}`]),
    ...(actual === undefined ? [] : [`actual    ${actual}`]),
  ];
  const room = Math.max(20, (columns ?? Number.POSITIVE_INFINITY) - 4);
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  return [`  ${severity}: ${kind}`, ...indent([...fold(sentence, room), ...values, ...fold(advice, room)], "    "), ""];
}

function indent(texts: readonly string[], by = "  "): string[] {
  return texts.map((text) => `${by}${text}`.trimEnd());
}

/**
 * Joins lines for a terminal. Characters that it would obey are escaped instead of removed, since each one counts here.
 */
function lines(texts: readonly string[]): string {
  return texts.map((text) => `${escapeUnprintable(text)}\n`).join("");
}
