import { CannotRunError } from "../cannot-run-error.js";

/** Requests a second. Throws a CannotRunError for what is none, as all of these do. */
export function parseRate(text: string): number {
  const rate = Number(text);
  if (!(rate > 0)) throw new CannotRunError(`The rate is ${text}: give a number of requests a second above 0.`);
  return rate;
}

/** Seconds to wait for an answer. */
export function parseTimeout(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new CannotRunError(`The timeout is ${text}: give a number of seconds above 0, at most 3600.`);
}

/** Per cent of what is named. */
export function percent(what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (value >= 0 && value <= 100 && text.trim() !== "") return value;
    throw new CannotRunError(`The ${what} is ${text}: give per cent, 0 to 100.`);
  };
}

/** A whole number of what is named. */
export function wholeNumber(what: string, least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least && text.trim() !== "") return value;
    throw new CannotRunError(`The ${what} is ${text}: give a whole number of at least ${least}.`);
  };
}
