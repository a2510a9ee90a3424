/**
 * The values of Host under which a request may have been signed. Some clients send the default port and sign without
 * it, so a Host that ends in `:80` or `:443` is tried as received and without the port.
 */
export function hostSpellings(host: string): readonly string[] {
  return /:(?:80|443)$/.test(host) ? [host, host.slice(0, host.lastIndexOf(":"))] : [host];
}
