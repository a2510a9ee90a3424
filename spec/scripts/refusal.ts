/** A fault that the user can correct: its message is printed alone, without a stack. */
export class Refusal extends Error {}

/** Runs the body of a command. For a {@link Refusal} it prints the message to standard error and exits with code 1. */
export async function runCommand(body: () => Promise<string> | string): Promise<void> {
  try {
    process.stdout.write(`${await body()}\n`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
