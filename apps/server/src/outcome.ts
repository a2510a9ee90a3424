/** What a command sets as the exit code of the process. */
export interface Outcome {
  exitCode: number;
}
