import { createKnowledgeBase, isKnowledgeBaseError } from "@viking-kb/client";
import { tryCalls } from "../try-calls.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };

/** Answers "ok" when the calls to the server, whose address is the query's, are as they should be. */
export async function answer(request) {
  const endpoint = new URL(request.url).searchParams.get("endpoint");
  try {
    await tryCalls(createKnowledgeBase({ credentials, endpoint }), isKnowledgeBaseError);
    return new Response("ok");
  } catch (error) {
    return new Response(`failed: ${error.stack}`, { status: 500 });
  }
}
