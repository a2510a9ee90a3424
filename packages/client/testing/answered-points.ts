import { createKnowledgeBase } from "../src/index.js";
import { createAnsweringFetch, type FetchAnswer } from "./answering-fetch.js";

/** The input of every call here. */
export const faq = { collection_name: "faq" } as const;

/** The points of a knowledge base whose requests get these answers, and the bodies of the requests. */
export function answeredPoints(answer: FetchAnswer) {
  const { fetch, ...asked } = createAnsweringFetch(answer);
  const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
  return { ...asked, points: createKnowledgeBase({ credentials, fetch, retries: 0 }).points };
}
