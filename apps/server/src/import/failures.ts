import { getSystemErrorMap } from "node:util";
import type { FailedCode } from "@viking-kb/spec";
import { allowed, type ImportLimits } from "./limits.js";

/** `failed_code`s of the contract that an import gives. */
const contractCodes = {
  fileTooLarge: 30001,
  tooManyPoints: 35001,
  faqEmpty: 35002,
  tooManyFaqSheets: 35004,
  headerMismatch: 36003,
  typeMismatch: 36004,
  tooManySheets: 36005,
  tooManyRows: 36006,
  structuredDocumentEmpty: 36007,
} as const satisfies Record<string, FailedCode>;

/**
 * `other` stands for all that the contract has no code for. No page uses its number; `failed_msg` says what is wrong.
 */
export const failedCode = { ...contractCodes, other: 90001 } as const;

/** In Unicode code points. A message may quote what a file holds, such as the name of a column, of any length. */
const maximumLength = 500;

/**
 * A document cannot be imported because of what its file holds. Its message, a sentence that names no path of this
 * machine, becomes `failed_msg`, and its points are deleted. Nothing else may delete them.
 */
export class DocumentFailure extends Error {
  override readonly name = "DocumentFailure";
  readonly failedCode: number;

  constructor(message: string, code: number = failedCode.other) {
    const characters = message.length > maximumLength ? Array.from(message.slice(0, 2 * maximumLength)) : [];
    super(characters.length > maximumLength ? `${characters.slice(0, maximumLength).join("")}…` : message);
    this.failedCode = code;
  }
}

export function tooManyPoints({ maximumPoints }: ImportLimits): DocumentFailure {
  const message = `The document gives more than ${allowed(maximumPoints, "point")}.`;
  return new DocumentFailure(message, failedCode.tooManyPoints);
}

/**
 * A document could not be read now, for a reason that lies in the system and not in the document: a permission, a disk
 * that is not mounted, a process that somebody ended. It waits for the next import, and its points stay. The message is
 * a sentence that names no path of this machine.
 */
export class SystemFault extends Error {
  override readonly name = "SystemFault";
}

/** What Node says when a module cannot be loaded. */
const loadingCodes = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_DLOPEN_FAILED", "ERR_PACKAGE_PATH_NOT_EXPORTED"];

/**
 * A reader gets the bytes of a file and opens none of its own but the program's. So where a module is missing, or a
 * call of the system fails, the installation or the system is at fault, and not the document.
 *
 * @returns undefined when the error says neither
 */
export function faultOfProgram(error: unknown): SystemFault | undefined {
  const { code, errno } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  // zlib has numbers of its own, which are those of other errors of the system.
  const isOfSystem = errno !== undefined && getSystemErrorMap().get(errno)?.[0] === code;
  if (code === undefined || !(loadingCodes.includes(code) || isOfSystem)) return undefined;
  const isMissing = !isOfSystem || code === "ENOENT";
  return new SystemFault(
    `The program that reads such files cannot be loaded: ${isMissing ? "install it again" : systemReason(error)}.`,
  );
}

/** Why a call of the system failed, without the path that its own message holds: `permission denied (EACCES)`. */
export function systemReason(error: unknown): string {
  const { errno, code, message } = error as NodeJS.ErrnoException;
  const [, description] = (errno !== undefined && getSystemErrorMap().get(errno)) || [];
  return description === undefined ? message : `${description} (${code})`;
}
