/** No access key id that the vendor issues comes near it; a verifier need not look longer ones up. */
const maximumLength = 256;

/** Whether a text can be an access key id: visible ASCII without the `,` and `/` that separate in Authorization. */
export function isAccessKeyId(text: string): boolean {
  return text.length <= maximumLength && /^[\x21-\x2b\x2d\x2e\x30-\x7e]+$/.test(text);
}
