import type { ErrorObject } from "ajv";

/** What a pattern of the contract asks for, in words; another pattern is shown as it stands. */
const patterns: Readonly<Record<string, string>> = {
  "^([A-Za-z][A-Za-z0-9_]*)?$": "must start with a letter and hold only letters, digits and _",
};

/** A breach of a request schema as `field: reason`, in the words of the documented examples where these have any. */
export function describeViolation({ keyword, instancePath, params, message, parentSchema }: ErrorObject): string {
  const field = instancePath.slice(1).replaceAll("/", ".");
  switch (keyword) {
    case "required":
      return `${params.missingProperty}: is required`;
    case "type":
      return `${field}: must be ${params.type}${parentSchema?.nullable === true ? " or null" : ""}`;
    case "maxItems":
      return `${field}: must not hold more than ${params.limit} entries`;
    case "pattern":
      return `${field}: ${patterns[params.pattern] ?? message}`;
    default:
      return `${field}: ${message}`;
  }
}
