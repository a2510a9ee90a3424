/** What the person at the terminal can mend: shown as its message alone, without a stack. */
export class Refusal extends Error {}

/** Runs a command's body; a {@link Refusal} becomes its message on standard error and exit code 1. */
export async function runCommand(body: () => Promise<string> | string): Promise<void> {
  try {
    process.stdout.write(`${await body()}\n`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
