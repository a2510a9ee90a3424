import { answerTimeRule } from "./answer-time.js";
import { attachmentLinksRule } from "./attachment-links.js";
import { businessCodeRule } from "./business-code.js";
import { contentTypeRule } from "./content-type.js";
import { countersRule } from "./counters.js";
import { documentCountRule } from "./document-count.js";
import { documentOriginRule } from "./document-origin.js";
import { echoRule } from "./echo.js";
import { errorDataRule } from "./error-data.js";
import { failedCodeRule } from "./failed-code.js";
import { framingRule } from "./framing.js";
import { hiddenInsideRule } from "./hidden-inside.js";
import { jsonTextRule } from "./json-text.js";
import { linksRule } from "./links.js";
import { messageRule } from "./message.js";
import { numericTextRule } from "./numeric-text.js";
import { pageRule } from "./page.js";
import { pointDocumentsRule } from "./point-documents.js";
import { pointIdsRule } from "./point-ids.js";
import { pointOrderRule } from "./point-order.js";
import type { Rule } from "./rule.js";
import { selectionRule } from "./selection.js";
import { statusRule } from "./status.js";
import { taskLinkRule } from "./task-link.js";
import { taskProgressRule } from "./task-progress.js";
import { timeOrderRule } from "./time-order.js";
import { timeUnitsRule } from "./time-units.js";

/** Rules over how an answer is sent, whatever it holds. */
export const wireRules: readonly Rule[] = [contentTypeRule, framingRule, answerTimeRule];

/** Rules that hold under any status. */
export const envelopeRules: readonly Rule[] = [statusRule, businessCodeRule];

/** Rules over what a body says, which hold under the documented status alone. */
export const bodyRules: readonly Rule[] = [
  messageRule,
  errorDataRule,
  pageRule,
  pointOrderRule,
  selectionRule,
  echoRule,
  taskProgressRule,
  taskLinkRule,
  failedCodeRule,
  documentOriginRule,
  countersRule,
  documentCountRule,
  timeOrderRule,
  timeUnitsRule,
  jsonTextRule,
  linksRule,
  numericTextRule,
  pointDocumentsRule,
  pointIdsRule,
  attachmentLinksRule,
  hiddenInsideRule,
];

/** Every rule over one answer. */
export const rules: readonly Rule[] = [...wireRules, ...envelopeRules, ...bodyRules];
