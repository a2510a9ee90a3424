import { type OperationId, requestRules } from "./generated/request-rules.js";

/** A request's body: a JSON object. */
export type RequestBody = Readonly<Record<string, unknown>>;

/** What the contract asks of a field. */
interface FieldRule {
  readonly type: string;
  readonly nullable?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: FieldRule;
}

interface RequestRule {
  readonly required: readonly string[];
  readonly oneOfRequired: readonly string[];
  readonly fields: Readonly<Record<string, FieldRule>>;
}

/**
 * What is wrong with a request's body, as `field: reason` in the words of the documented answers, or undefined when
 * nothing is. A field that the contract does not have is a fault unless `unknownFields` lets it pass, as the API does.
 */
export function requestFault(operation: OperationId, body: RequestBody, unknownFields: boolean): string | undefined {
  const { required, oneOfRequired, fields }: RequestRule = requestRules[operation];
  const [locator] = oneOfRequired;
  if (locator !== undefined && !oneOfRequired.some((name) => isGiven(body[name]))) {
    return `${locator}: ${oneOfRequired.join(" or ")} is required`;
  }
  const missing = required.find((name) => body[name] === undefined);
  if (missing !== undefined) return `${missing}: is required`;
  for (const [name, value] of Object.entries(body)) {
    const rule = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (rule === undefined && !unknownFields) {
      return `${name}: ${operation} has no such field (the API ignores it, this fake does not; see allowUnknownFields)`;
    }
    const fault = rule && valueFault(value, rule);
    if (fault !== undefined) return `${name}${fault}`;
  }
  return undefined;
}

/** Null and "" mean "not given" for what locates a collection. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** What follows the field's name. */
function valueFault(value: unknown, rule: FieldRule): string | undefined {
  if (value === null && rule.nullable) return undefined;
  if (!hasType(value, rule.type)) return `: must be ${rule.type}${rule.nullable ? " or null" : ""}`;
  if (typeof value === "number") return numberFault(value, rule);
  if (typeof value === "string") return textFault(value, rule);
  if (!Array.isArray(value)) return undefined;
  if (rule.maxItems !== undefined && value.length > rule.maxItems) {
    return `: must not hold more than ${rule.maxItems} entries`;
  }
  for (const [index, item] of value.entries()) {
    const fault = rule.items && valueFault(item, rule.items);
    if (fault !== undefined) return `.${index}${fault}`;
  }
  return undefined;
}

function hasType(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function numberFault(value: number, { minimum, maximum }: FieldRule): string | undefined {
  if (minimum !== undefined && value < minimum) return `: must be >= ${minimum}`;
  return maximum !== undefined && value > maximum ? `: must be <= ${maximum}` : undefined;
}

/** What a pattern of the contract asks for, in the words of the documented answers. */
const patternWords: Readonly<Record<string, string>> = {
  "^([A-Za-z][A-Za-z0-9_]*)?$": "must start with a letter and hold only letters, digits and _",
};

function textFault(value: string, { minLength, maxLength, pattern }: FieldRule): string | undefined {
  // JSON Schema counts characters, not UTF-16 units.
  const length = [...value].length;
  if (minLength !== undefined && length < minLength) return `: must NOT have fewer than ${minLength} characters`;
  if (maxLength !== undefined && length > maxLength) return `: must NOT have more than ${maxLength} characters`;
  if (pattern === undefined || new RegExp(pattern, "u").test(value)) return undefined;
  return `: ${patternWords[pattern] ?? `must match pattern "${pattern}"`}`;
}
