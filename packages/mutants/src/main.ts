import { createCommand, run } from "./command.js";

const couldNotRun = 2;
const command = createCommand().exitOverride((error) => {
  process.exit(error.exitCode === 0 ? 0 : couldNotRun);
});
command.parse();
try {
  const { text, kept } = await run(command.args[0], command.opts());
  process.stdout.write(text);
  process.exitCode = kept ? 0 : 1;
} catch (error) {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${command.opts().verbose ? stack : message}\n`);
  process.exitCode = couldNotRun;
}
