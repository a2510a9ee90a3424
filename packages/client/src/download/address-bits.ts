/**
 * An IP address as a text of its 32 or 128 binary digits: two addresses are of one network when they begin alike. Takes
 * what the URL parser and the resolver write, in brackets or with a zone; empty where that is no address.
 */
export function addressBits(address: string): string {
  const text = address.replace(/^\[|\]$|%.*$/g, "");
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return bits(text.split(".").map(Number), 8);
  const url = `http://[${text}]`;
  // The URL parser writes each address in one way, the longest run of zeros as `::`, none in dotted form.
  if (!text.includes(":") || !URL.canParse(url)) return "";
  const [head = "", tail] = new URL(url).hostname.slice(1, -1).split("::");
  const groupsOf = (part: string) => (part === "" ? [] : part.split(":")).map((group) => Number.parseInt(group, 16));
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  return bits([...before, ...new Array(8 - before.length - after.length).fill(0), ...after], 16);
}

/** The leading digits that all addresses of a network share, as `10.0.0.0/8`. */
export function networkBits(network: string): string {
  const [address = "", length] = network.split("/");
  return addressBits(address).slice(0, Number(length));
}

function bits(numbers: readonly number[], width: number): string {
  return numbers.map((number) => number.toString(2).padStart(width, "0")).join("");
}
