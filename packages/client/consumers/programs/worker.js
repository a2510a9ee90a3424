// A worker that signs by itself; workerd runs it as a test, with the server's address bound as ENDPOINT.
import { createKnowledgeBase, isKnowledgeBaseError } from "@viking-kb/client";
import { tryCalls } from "./try-calls.js";

export default {
  async test(_controller, { ENDPOINT: endpoint }) {
    const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
    await tryCalls(createKnowledgeBase({ credentials, endpoint }), isKnowledgeBaseError);
  },
};
