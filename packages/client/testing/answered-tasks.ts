import { type CallLimits, createKnowledgeBase } from "../src/index.js";
import { createAnsweringFetch, type FetchAnswer } from "./answering-fetch.js";
import { createPassingEnvironment } from "./passing-environment.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };

/** The tasks of a client that is answered so, with the bodies that it sends and the clock that it waits by. */
export function answeredBy(answer: FetchAnswer, environment = createPassingEnvironment(), limits: CallLimits = {}) {
  const { fetch, bodies } = createAnsweringFetch(answer);
  const { now, random, sleep } = environment;
  const { tasks } = createKnowledgeBase({ credentials, fetch, retries: 0, ...limits, now, random, sleep });
  return { bodies, environment, tasks };
}

/** Answers with one state after the other, and with the last one from then on. */
export const states =
  (...states: readonly object[]): FetchAnswer =>
  (_body, request) =>
    states[Math.min(request, states.length - 1)];

export const running = (percentage: number) => ({ status: "running", percentage });
export const success = {
  status: "success",
  percentage: 100,
  attachment_link: "https://files.example/a.zip?X-Tos-Signature=k",
};
export const failed = { status: "fail", percentage: 40 };

export const caught = async (promise: Promise<unknown>) => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return undefined;
};
