import { getSystemErrorMap } from "node:util";

/** Why a call of the system failed, without the path that its own message holds: `permission denied (EACCES)`. */
export function systemReason(error: unknown): string {
  const { errno, code, message } = error as NodeJS.ErrnoException;
  const [, description] = (errno !== undefined && getSystemErrorMap().get(errno)) || [];
  return description === undefined ? message : `${description} (${code})`;
}
