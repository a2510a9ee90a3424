import { type Tool, type ToolName, versionOf } from "./tools.ts";

/** What a consumer needs to run. */
export interface Surroundings {
  /** A project with the packed packages and the consumer's programs. */
  readonly project: string;
  /** Address of the server; it also serves the files in `site`. */
  readonly url: string;
  /** Empty folder of the files that the server serves. */
  readonly site: string;
  readonly tools: Readonly<Record<ToolName, Tool>>;
}

/** One way in which users take the packages into a project. */
export interface Consumer {
  readonly name: string;
  /**
   * The tools that it needs; the first one's version is shown. If there are none, it runs on the Node that runs this.
   */
  readonly tools: readonly ToolName[];
  readonly programs: readonly string[];
  /** What the project's scripts are; ES modules by default. */
  readonly scripts?: "module" | "commonjs";
  /** How often it makes the calls of try-calls.js; once by default. */
  readonly rounds?: number;
  /** Tried only when all are asked for, since it takes a minute or downloads hundreds of megabytes. */
  readonly nightly?: true;
  run(surroundings: Surroundings): Promise<void>;
}

/** The version that stands beside a consumer's name. */
export function versionTried({ tools: [first] }: Consumer): string {
  return first === undefined ? process.versions.node : versionOf(first);
}
