import { loadFixtures } from "../src/fixtures/load-fixtures.js";
import { parseFixtures } from "../src/fixtures/parse-fixtures.js";
import { type ServerOptions, startServer } from "../src/http/start-server.js";
import { readContractFixtures } from "./stored-fixtures.js";
import { makeStorage } from "./temporary-database.js";

/** A server that holds the contract's fixtures, with the keys of its roles. */
export async function startFixtureServer(options: Pick<ServerOptions, "requestsPerSecond"> = {}) {
  const database = await makeStorage();
  const { keys } = await loadFixtures(database.storage, parseFixtures(await readContractFixtures(), "fixtures.yaml"));
  const server = await startServer({ storage: database.storage, port: 0, ...options });
  return {
    url: server.url,
    keyOf(role: string) {
      const { accessKeyId = "", secretAccessKey } = keys.find((key) => key.role === role) ?? {};
      return { accessKeyId, secretAccessKey: secretAccessKey ?? "" };
    },
    async close() {
      await server.close();
      await database.remove();
    },
  };
}
