import type { CallLimits } from "./call-options.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";

/** The error of an attempt, or a call, whose time was over. */
export function timedOut(option: keyof CallLimits, limitMs: number, attempts: number): KnowledgeBaseError {
  return new KnowledgeBaseError(`No whole answer within ${limitMs} ms (${option}); requests sent: ${attempts}`, {
    kind: "timeout",
    hint: `Check the network and \`endpoint\`; where it is slow, raise \`${option}\` or ask for less.`,
    attempts,
  });
}
