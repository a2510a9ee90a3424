/** Whether the environment asks to write down what is sent: `VIKING_KB_LOG=debug`, where there is an environment. */
export function isLogAskedFor(): boolean {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return process?.env?.VIKING_KB_LOG === "debug";
  } catch {
    // Deno, where it is not allowed to read it.
    return false;
  }
}
