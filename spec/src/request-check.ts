import { type OperationId, operations } from "./generated/operations.js";

/** A request's body: a JSON object. */
export type RequestBody = Readonly<Record<string, unknown>>;

/** The contract's rules for a field, in the words of JSON Schema. */
export interface FieldRule {
  readonly type: string;
  readonly nullable?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** The pattern in words. */
  readonly "x-pattern-words"?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: FieldRule;
}

/**
 * Returns what is wrong with a value, as the text after the field's name (`: reason` or `.entry: reason`), or
 * undefined.
 */
type Check = (value: unknown) => string | undefined;

/** A contract's rules for an operation's request. */
export interface RequestRules {
  readonly required: readonly string[];
  /** Fields of which at least one must be given. */
  readonly oneOfRequired: readonly string[];
  readonly fields: Readonly<Record<string, FieldRule>>;
}

/** Returns what is wrong with a request's body, as `field: reason`, or undefined. */
export type RequestCheck = (body: RequestBody) => string | undefined;

/**
 * Says what is wrong with a request's body, as `field: reason` in the words of the documented answers; undefined when
 * it is valid. No value is converted or filled in, and fields that the contract does not have are accepted.
 *
 * The contract's request schemas are flat, and lint refuses other keywords than these few of JSON Schema. In addition,
 * a text must not hold U+0000 or half of a surrogate pair, which databases cannot store.
 */
export function requestFault(operationId: OperationId, body: RequestBody): string | undefined {
  return checks[operationId](body);
}

/** Makes the same check from other rules, such as those of a contract that is being edited. */
export function compileRequestCheck({ required, oneOfRequired, fields }: RequestRules): RequestCheck {
  const fieldChecks = Object.entries(fields).map(([name, rule]) => [name, checkOf(rule)] as const);
  const [locator] = oneOfRequired;
  return (body) => {
    if (locator !== undefined && !oneOfRequired.some((name) => isGiven(body[name]))) {
      return `${locator}: ${oneOfRequired.join(" or ")} is required`;
    }
    const missing = required.find((name) => body[name] === undefined);
    if (missing !== undefined) return `${missing}: is required`;
    for (const [name, check] of fieldChecks) {
      const value = body[name];
      const fault = value === undefined ? undefined : check(value);
      if (fault !== undefined) return name + fault;
    }
    return undefined;
  };
}

/** Whether a locating text is given: absent, null and "" all mean that it is not. */
export function isGiven<Value>(value: Value): value is NonNullable<Value> {
  return value !== undefined && value !== null && value !== "";
}

function checkOf(rule: FieldRule): Check {
  const { type, nullable = false } = rule;
  const inside = (insideChecks[type] ?? (() => () => undefined))(rule);
  return (value) => {
    if (value === null && nullable) return undefined;
    return hasType(value, type) ? inside(value) : `: must be ${type}${nullable ? " or null" : ""}`;
  };
}

/** Checks for a value of the right type, by type. */
const insideChecks: Readonly<Record<string, (rule: FieldRule) => Check>> = {
  integer: numberCheck,
  string: textCheck,
  array: listCheck,
};

function hasType(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function numberCheck({ minimum = -Infinity, maximum = Infinity }: FieldRule): Check {
  return (value) => {
    if (Number(value) < minimum) return `: must be >= ${minimum}`;
    return Number(value) > maximum ? `: must be <= ${maximum}` : undefined;
  };
}

function textCheck({ minLength = 0, maxLength = Infinity, pattern, "x-pattern-words": words }: FieldRule): Check {
  const expression = pattern === undefined ? undefined : new RegExp(pattern, "u");
  return (value) => {
    const text = String(value);
    if (text.length < minLength) return `: must NOT have fewer than ${minLength} characters`;
    // JSON Schema counts characters, and a text has at most as many as UTF-16 units.
    if (text.length > maxLength && [...text].length > maxLength)
      return `: must NOT have more than ${maxLength} characters`;
    if (expression?.test(text) === false) return `: ${words ?? `must match pattern "${pattern}"`}`;
    if (text.includes("\0")) return ": must not hold the character U+0000";
    return /\p{Surrogate}/u.test(text) ? ": must not hold half a surrogate pair" : undefined;
  };
}

function listCheck({ maxItems = Infinity, items }: FieldRule): Check {
  const entryCheck = items && checkOf(items);
  return (value) => {
    const entries = value as readonly unknown[];
    if (entries.length > maxItems) return `: must not hold more than ${maxItems} entries`;
    for (const [index, entry] of entryCheck === undefined ? [] : entries.entries()) {
      const fault = entryCheck?.(entry);
      if (fault !== undefined) return `.${index}${fault}`;
    }
    return undefined;
  };
}

/** Compiled once, so that the rules are not read again for each request. */
const checks = Object.fromEntries(
  Object.entries(operations).map(([operationId, rules]) => [operationId, compileRequestCheck(rules)]),
) as Record<OperationId, RequestCheck>;
