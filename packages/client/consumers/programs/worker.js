// A worker that signs by itself; workerd runs it as a test, with the server's address bound as ENDPOINT.
import { createKnowledgeBase, isKnowledgeBaseError } from "@viking-kb/client";
import { tryAuth } from "./try-auth.js";
import { tryCalls } from "./try-calls.js";

export default {
  async test(_controller, { ENDPOINT: endpoint }) {
    const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
    const kb = createKnowledgeBase({ credentials, endpoint });
    await tryAuth();
    await tryCalls(kb, isKnowledgeBaseError);

    // A worker cannot look up names, so the download must be refused.
    const task = { status: "success", attachment_link: "https://files.volces.com/x.zip" };
    const refused = await kb.tasks.download(task, () => {}).catch((error) => error);
    const isRefused = isKnowledgeBaseError(refused, "link-refused") && /allowPrivateAddresses/.test(refused.hint);
    if (!isRefused) throw new Error(`The download is not refused: ${refused?.stack ?? JSON.stringify(refused)}`);
  },
};
