/** Exit code of what the user or the system has interrupted before its end. */
export const interrupted = 130;

/** What a command sets as the exit code of the process. */
export interface Outcome {
  exitCode: number;
}
