import { UsageError } from "../usage-error.js";

/** Whether a call of the system failed for this reason, such as `ENOENT`. */
export function failedWith(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

/** Says of a file that the system refuses to open, read or write what it is and why; other errors stay as they are. */
export function systemFault(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (!code || !syscall) return error;
  return new UsageError(
    `The profiles in ${path} cannot be used: ${code} on ${syscall}.`,
    "Check what stands there, and its rights.",
  );
}
