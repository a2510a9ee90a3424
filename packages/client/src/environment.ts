import { sleep as realSleep } from "./sleep.js";

/** What the client takes from the world around it; a test brings its own. */
export interface Environment {
  /** The clock. */
  readonly now: () => Date;
  /** A number from 0 to below 1, as Math.random gives. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, and rejects with the signal's reason as soon as the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** An environment of which only some is given. */
type GivenEnvironment = { readonly [Name in keyof Environment]?: Environment[Name] | undefined };

/** The real environment with what is given in its place. */
export function environmentOf({
  now = () => new Date(),
  random = Math.random,
  sleep = realSleep,
}: GivenEnvironment): Environment {
  return { now, random, sleep };
}
