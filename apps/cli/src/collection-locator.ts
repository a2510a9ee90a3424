import type { Command } from "commander";
import { UsageError } from "./usage-error.js";

/** Options that locate the collection of a document or of points. */
export interface CollectionOptions {
  readonly collection?: string;
  readonly resourceId?: string;
}

/** Adds `--collection` and `--resource-id`. */
export function addCollectionOptions(command: Command): Command {
  return command
    .option("--collection <name>", "name of the collection")
    .option("--resource-id <id>", "id of the collection (kb-…), instead of its name");
}

/**
 * Locates a collection. A resource id decides alone, whatever name and project say, so it is sent alone.
 *
 * @throws UsageError when neither is given.
 */
export function locateCollection(
  name: string | undefined,
  resourceId: string | undefined,
  usage: string,
): { resource_id: string } | { collection_name: string } {
  if (resourceId) return { resource_id: resourceId };
  if (name) return { collection_name: name };
  throw new UsageError("No collection is named.", usage);
}
