import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { defaultLimits, type SigningOptions } from "@viking-kb/client";
import type { Session } from "../session.js";
import { answerRequests } from "./answer-requests.js";
import { readPageFiles } from "./page-files.js";
import { createRelay } from "./relay-calls.js";

/** What the page looks at, and where it is served. */
export interface InspectorOptions extends Pick<Session, "profile" | "lang" | "collection"> {
  /** How the knowledge base is reached. Its key stays here. */
  readonly connection: SigningOptions;
  /** The folder of the built page, with a slash at its end. */
  readonly pageFolder: URL;
  /** Port on 127.0.0.1; 0, any that is free, by default. */
  readonly port?: number | undefined;
  /** Says a text of the client in the words of whoever reads it; as it is by default. */
  readonly words?: (text: string) => string;
}

/** A page that is being served. */
export interface Inspector {
  /** The page's address, with the token of this run: whoever has it can read what the key can. */
  readonly url: string;
  /** Ends the calls under way and all connections. */
  close(): Promise<void>;
}

/** The port cannot be listened on. The message says what to do. */
export class CannotListen extends Error {}

/** Milliseconds that an answer takes from here to the page, at most. */
const wayToPageMs = 5_000;

/**
 * Serves the page on this machine alone, and makes its calls.
 *
 * @throws TypeError when nothing can be sent or signed with the connection, CannotListen for the port, Error that says
 *   what to do when the page is not built.
 */
export async function startInspector(options: InspectorOptions): Promise<Inspector> {
  const { connection, collection, pageFolder, words = (text) => text } = options;
  const files = await readPageFiles(pageFolder);
  const { calls, place } = await createRelay(connection, words);
  const token = randomBytes(32).toString("base64url");
  let port = 0;
  const session = sessionOf(options, place);
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000 },
    answerRequests({ files, session, calls, token, port: () => port }),
  );
  server.maxConnections = 128;
  port = await listen(server, options.port ?? 0);
  const first = collection === undefined ? "" : `collections/${encodeURIComponent(collection)}`;
  return {
    url: `http://127.0.0.1:${port}/${first}#${token}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function sessionOf(options: InspectorOptions, place: Pick<Session, "endpoint" | "region">): Session {
  const { connection, profile, lang, collection } = options;
  const { project, timeoutMs, attemptTimeoutMs = defaultLimits.attemptTimeoutMs, retries } = connection;
  // The relay's own limits end first: it can say what it waited for.
  const limits = {
    timeoutMs: timeoutMs === undefined ? undefined : timeoutMs + wayToPageMs,
    attemptTimeoutMs: attemptTimeoutMs + wayToPageMs,
    retries,
  };
  return { ...place, project, profile, lang, collection, limits };
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (cause) {
    const reason = Object(cause).code === "EADDRINUSE" ? "it is taken" : String(cause);
    throw new CannotListen(`Cannot listen on port ${port}: ${reason}. Choose another, or 0 for any that is free.`, {
      cause,
    });
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}
