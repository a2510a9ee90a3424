/** Whether a text can stand between the `/` of a credential: visible ASCII but for `,` and `/`; perhaps nothing. */
export function isCredentialSegment(text: string): boolean {
  return /^[!-+.0-~-]*$/.test(text);
}
