/** Whether a text can stand between the `/` of a credential: visible ASCII but for `,` and `/`; perhaps nothing. */
export function isCredentialSegment(text: string): boolean {
  return /^[\x21-\x2b\x2d\x2e\x30-\x7e]*$/.test(text);
}
