/**
 * Whether a text can be an access key id: one that Authorization can carry and of at most 256 characters. No id that
 * the vendor issues comes near that, so a verifier need not look longer ones up.
 */
export function isAccessKeyId(text: string): boolean {
  return /^[!-+.0-~-]{1,256}$/.test(text);
}
