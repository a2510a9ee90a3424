// A page whose server signs. The title says how it went.
import { createKnowledgeBase, isKnowledgeBaseError } from "@viking-kb/client";
import { tryCalls } from "../try-calls.js";

const signer = async ({ method, url, headers, body }) => {
  const response = await fetch("/sign", { method: "POST", body: JSON.stringify({ method, url, headers, body }) });
  return response.json();
};

try {
  await tryCalls(createKnowledgeBase({ signer, endpoint: location.origin }), isKnowledgeBaseError);
  requireRefusal({ accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" });
  document.title = "ok";
} catch (error) {
  document.title = `failed: ${error}`;
}

/** A page must not hold a secret. */
function requireRefusal(credentials) {
  try {
    createKnowledgeBase({ credentials });
  } catch (error) {
    if (error instanceof TypeError && error.message.includes("signer")) return;
    throw error;
  }
  throw new Error("A secret access key was taken in a browser.");
}
