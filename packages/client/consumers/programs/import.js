// Every runtime, by `import`, or by the `require` that it is translated to. The server's address is the first argument.
import process from "node:process";
import { createKnowledgeBase, isKnowledgeBaseError } from "@viking-kb/client";
import { createFakeKnowledgeBase } from "@viking-kb/client/testing";
import { tryAuth } from "./try-auth.js";
import { tryCalls } from "./try-calls.js";

async function main() {
  await tryAuth();

  const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
  await tryCalls(createKnowledgeBase({ credentials, endpoint: process.argv[2] }), isKnowledgeBaseError);

  const fake = createFakeKnowledgeBase({ collections: [{ collection_name: "faq", description: "made up" }] });
  const { description } = await fake.collections.info({ name: "faq" });
  if (description !== "made up") throw new Error(`The fake answers with ${description}.`);
}

main();
