import { DocumentFailure } from "../failures.js";
import { isLikelyChinese } from "./chinese-text.js";

/** A file's text, with `\n` as its line end. */
export interface DecodedText {
  readonly text: string;
  /** The encoding that it was in, as the Encoding Standard calls it; absent when it was UTF-8. */
  readonly encoding?: string;
}

const byteOrderMarks = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

/** Characters that no text holds: bytes that decode to them are in another encoding, or no text at all. */
const implausible = /[^\P{Cc}\t\n\v\f\r\x85]|\p{Co}|\p{Cn}/u;

/** Encodings that people still meet, to choose from. */
const usualEncodings = "gb18030, big5, shift_jis, euc-jp, euc-kr, windows-1252, windows-1251, koi8-r, utf-16le";

/** How people call an encoding, where the Encoding Standard's name for it is not what they know. */
export function nameOfEncoding(encoding: string): string {
  const names: Readonly<Record<string, string>> = {
    gb18030: "GB 18030",
    "utf-8": "UTF-8",
    "utf-16le": "UTF-16 LE",
    "utf-16be": "UTF-16 BE",
  };
  return names[encoding] ?? encoding;
}

/**
 * The encoding of a label, as the Encoding Standard calls it: `latin1` is `windows-1252`.
 *
 * @throws Error that names the usual ones.
 */
export function encodingOf(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new Error(`There is no encoding ${JSON.stringify(label)}. The usual ones are ${usualEncodings}.`);
  }
}

/**
 * Decodes the text of a file. Every byte must fit. The encoding is that of the byte order mark; without one it is
 * UTF-16 where there are zero bytes, else UTF-8, else the one that is given, else GB 18030, which includes GBK and GB
 * 2312, where the text is likely to be Chinese.
 *
 * @param given what the file is in when it is not in UTF-8. It comes first where its bytes may look like UTF-8, as
 * those of UTF-16 and ISO-2022-JP.
 * @param isRemembered whether nobody gives that now, and the file was in it when it was read before
 * @throws DocumentFailure when it is none of them, or might as well be in another encoding.
 */
export function decodeText(bytes: Uint8Array, given?: string, isRemembered = false): DecodedText {
  const mark = byteOrderMarks.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte));
  const { text, encoding } = mark ? requireText(bytes, mark.encoding) : decodeUnmarked(bytes, given, isRemembered);
  // To look for one carriage return takes a hundredth of the time that the pattern takes.
  const unified = text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
  return encoding === "utf-8" ? { text: unified } : { text: unified, encoding };
}

function decodeUnmarked(bytes: Uint8Array, given: string | undefined, isRemembered: boolean): Required<DecodedText> {
  const remembered = isRemembered ? " It was in that when it was read before." : "";
  const advice = `${remembered} Say another with --encoding: ${usualEncodings}.`;
  if (given !== undefined && mayLookLikeUtf8(given)) {
    if (bytes.includes(given.startsWith("utf-16") ? 0 : escapeCharacter)) return requireText(bytes, given, advice);
  }
  if (bytes.includes(0)) {
    const encoding = moreZerosAtOddPlaces(bytes) ? "utf-16le" : "utf-16be";
    const text = decode(bytes, encoding);
    if (text === undefined || implausible.test(text)) throw noText();
    return { text, encoding };
  }
  const utf8 = decode(bytes, "utf-8");
  if (utf8 !== undefined) return { text: utf8, encoding: "utf-8" };
  if (given !== undefined) return requireText(bytes, given, advice);
  if (bytes.some(isNoText)) throw noText();
  const text = decode(bytes, "gb18030");
  const mayBeChinese = text !== undefined && !implausible.test(text);
  if (mayBeChinese && isLikelyChinese(bytes, text)) return { text, encoding: "gb18030" };
  const fault = mayBeChinese
    ? "is not in UTF-8, and might be in another encoding as well as in GB 18030"
    : "is neither in UTF-8 nor in GB 18030";
  throw new DocumentFailure(`The file ${fault}. Say which with --encoding: ${usualEncodings}.`);
}

/** Whether a text in an encoding may be one in UTF-8 as well, of other characters. */
export function mayLookLikeUtf8(encoding: string): boolean {
  return encoding.startsWith("utf-16") || encoding === "iso-2022-jp";
}

function requireText(bytes: Uint8Array, encoding: string, advice = ""): Required<DecodedText> {
  const text = decode(bytes, encoding);
  if (text !== undefined && !text.includes("\0")) return { text, encoding };
  const others = encoding === "utf-8" ? "" : " or UTF-8";
  throw new DocumentFailure(`The file is not a text in ${nameOfEncoding(encoding)}${others}.${advice}`);
}

function noText(): DocumentFailure {
  return new DocumentFailure("The file is not a text in UTF-8, UTF-16 or GB 18030.");
}

const escapeCharacter = 0x1b;

/** Whether no encoding but UTF-16 has this byte in a text: a control that does not move the cursor. */
function isNoText(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== escapeCharacter;
}

/** In UTF-16, the zero byte of an ASCII character comes second when the lower byte comes first. */
function moreZerosAtOddPlaces(bytes: Uint8Array): boolean {
  let odd = 0;
  let even = 0;
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0) even++;
    else odd++;
  }
  return odd >= even;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
