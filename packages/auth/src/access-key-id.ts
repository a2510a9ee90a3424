import { isCredentialSegment } from "./credential-segment.js";

/** No access key id that the vendor issues comes near it, so a verifier need not look longer ones up. */
const maximumLength = 256;

/** Whether a text can be an access key id: one that Authorization can carry and that is not absurdly long. */
export function isAccessKeyId(text: string): boolean {
  return text !== "" && text.length <= maximumLength && isCredentialSegment(text);
}
