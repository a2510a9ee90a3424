import { languageOf } from "@viking-kb/command-line";
import { type Inspector, startInspector } from "@viking-kb/inspector";
import { collectionName, type DemoServer } from "./demo-server.js";

/** Serves the page that `viking-kb inspect` does, over the demo's server and with its key. */
export function startPage({ url, settings }: Pick<DemoServer, "url" | "settings">): Promise<Inspector> {
  const { VIKING_KB_ACCESS_KEY_ID = "", VIKING_KB_SECRET_ACCESS_KEY = "" } = settings;
  const language = languageOf(undefined, process.env);
  return startInspector({
    connection: {
      credentials: { accessKeyId: VIKING_KB_ACCESS_KEY_ID, secretAccessKey: VIKING_KB_SECRET_ACCESS_KEY },
      endpoint: url,
      locale: language,
    },
    // Else that of the browser.
    lang: language === "zh" ? language : undefined,
    collection: collectionName,
    pageFolder: new URL(".", import.meta.resolve("@viking-kb/inspector/page/index.html")),
  });
}
