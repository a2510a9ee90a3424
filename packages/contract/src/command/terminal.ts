import type { Environment } from "@viking-kb/auth";

/** What a run of the command reads from and writes to; a process is one. */
export interface Terminal {
  readonly env: Environment;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Where text goes. */
export interface Output {
  write(text: string): unknown;
  /** Whether somebody looks at it, who may like colours, and lines no longer than `columns`. */
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}
