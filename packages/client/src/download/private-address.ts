import { parseUrl } from "../transport/parse-url.js";

/**
 * IPv4 networks outside the public internet: this host, private, shared, link-local, for documentation and tests,
 * multicast, reserved (IANA's registry of special-purpose addresses, RFC 6890).
 */
const special4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
].map(networkBits);

/** All public IPv6 addresses so far (RFC 4291). `::1`, `fc00::/7` and `fe80::/10` are outside. */
const global6 = networkBits("2000::/3");
const special6 = ["2001::/23", "2001:db8::/32", "3fff::/20"].map(networkBits);

/**
 * IPv6 networks whose addresses contain an IPv4 address, and its first bit: mapped, NAT64 (RFC 6052), 6to4 (RFC 3056).
 */
const embeddings = [
  { network: networkBits("::ffff:0:0/96"), from: 96 },
  { network: networkBits("64:ff9b::/96"), from: 96 },
  { network: networkBits("2002::/16"), from: 16 },
];

const fake4 = networkBits("198.18.0.0/15");
const loopback4 = networkBits("127.0.0.0/8");
const loopback6 = addressBits("::1");

/** Whether an IP address is outside the public internet. A text that cannot be read as an address counts as private. */
export function isPrivateAddress(address: string): boolean {
  const bits = plainBits(address);
  if (bits.length === 32) return special4.some((network) => bits.startsWith(network));
  return !bits.startsWith(global6) || special6.some((network) => bits.startsWith(network));
}

/**
 * Whether an address is one that proxies in fake-ip mode (Clash, Surge, sing-box) give for every name, to carry the
 * connection to the real host: 198.18.0.0/15, of the networks for benchmarks (RFC 2544).
 */
export function isFakeAddress(address: string): boolean {
  const bits = plainBits(address);
  return bits.length === 32 && bits.startsWith(fake4);
}

/** Whether an IP address is this machine's own, in any spelling. */
export function isLoopbackAddress(address: string): boolean {
  const bits = plainBits(address);
  return bits.length === 32 ? bits.startsWith(loopback4) : bits === loopback6;
}

/** The bits of an address; of an IPv6 address that contains an IPv4 address, the bits of the latter. */
function plainBits(address: string): string {
  const bits = addressBits(address);
  const embedding = bits.length === 128 && embeddings.find(({ network }) => bits.startsWith(network));
  return embedding ? bits.slice(embedding.from, embedding.from + 32) : bits;
}

/**
 * An IP address as a text of its 32 or 128 binary digits, so that addresses of one network begin with the same text.
 * Accepts what the URL parser and the resolver write, in brackets or with a zone. Empty when the text is not an
 * address.
 */
function addressBits(address: string): string {
  const text = address.replace(/^\[|\]$|%.*$/g, "");
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return bits(text.split(".").map(Number), 8);
  // The URL parser writes each address in one way: the longest run of zeros as `::`, and no part in dotted form.
  const url = text.includes(":") ? parseUrl(`http://[${text}]`) : undefined;
  if (url === undefined) return "";
  const [head = "", tail] = url.hostname.slice(1, -1).split("::");
  const groupsOf = (part: string) => (part === "" ? [] : part.split(":")).map((group) => Number.parseInt(group, 16));
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  return bits([...before, ...new Array(8 - before.length - after.length).fill(0), ...after], 16);
}

/** The leading digits that all addresses of a network share, as `10.0.0.0/8`. */
function networkBits(network: string): string {
  const [address = "", length] = network.split("/");
  return addressBits(address).slice(0, Number(length));
}

function bits(numbers: readonly number[], width: number): string {
  return numbers.map((number) => number.toString(2).padStart(width, "0")).join("");
}
