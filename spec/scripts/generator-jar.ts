import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { Refusal } from "./refusal.ts";

/** SHA-256 of each openapi-generator-cli jar that this project has been generated with. */
const checksums: Record<string, string> = {
  "7.25.0": "41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae",
};

/**
 * Makes sure that the jar is the pinned one before it is run.
 *
 * @throws Refusal when it is another one, which is then removed, so that the next run fetches it anew.
 */
export function checkJar(jar: string, version: string): void {
  const expected = checksums[version];
  if (!expected)
    throw new Refusal(`No checksum is known for openapi-generator ${version}: add it to generator-jar.ts.`);
  const actual = createHash("sha256").update(readFileSync(jar)).digest("hex");
  if (actual === expected) return;
  rmSync(jar);
  throw new Refusal(
    `${jar} is not openapi-generator ${version} (SHA-256 ${actual}) and was removed; run the command again.`,
  );
}
