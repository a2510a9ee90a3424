// Node: downloads that need files and a resolver, from a server in this program. They are not signed.
import { strictEqual } from "node:assert/strict";
import dns from "node:dns/promises";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { pathToFileURL } from "node:url";
import { createKnowledgeBase, isKnowledgeBaseError } from "@viking-kb/client";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
const storage = createServer((_request, response) => response.end("PK zip"));
const task = (attachment_link) => ({ status: "success", attachment_link });

async function main() {
  await new Promise((resolve) => storage.listen(0, "127.0.0.1", resolve));
  try {
    const endpoint = `http://127.0.0.1:${storage.address().port}`;
    const kb = createKnowledgeBase({ credentials, endpoint });
    for (const target of ["result.zip", pathToFileURL("result.zip")]) {
      const { bytes } = await kb.tasks.download(task(`${endpoint}/result.zip`), target, { overwrite: true });
      strictEqual(bytes, 6);
      strictEqual(await readFile("result.zip", "utf8"), "PK zip");
    }

    // The host is allowed, but its address is in a private network.
    let lookedUp = "nothing";
    dns.lookup = async (name) => {
      lookedUp = name;
      return [{ address: "10.0.0.1", family: 4 }];
    };
    syncBuiltinESMExports();
    const refused = await kb.tasks.download(task("https://files.volces.com/x.zip"), () => {}).catch((error) => error);
    strictEqual(lookedUp, "files.volces.com");
    strictEqual(
      isKnowledgeBaseError(refused, "link-refused") && /private address/.test(refused.message),
      true,
      refused,
    );
  } finally {
    storage.close();
  }
}

main();
