/** Whether a text can be a request method (`token` of RFC 9110, section 5.6.2). */
export function isMethod(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}
