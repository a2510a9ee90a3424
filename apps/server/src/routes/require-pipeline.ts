import { invalidRequest } from "@viking-kb/endpoint";
import type { Collection } from "../storage/records.js";
import { given, type OptionalText } from "./given.js";

/**
 * Lets a `pipeline_name` pass that is not given or is one of the collection's.
 *
 * @throws Refusal (1000003) for any other.
 */
export function requirePipeline({ pipelines }: Collection, pipelineName: OptionalText): void {
  const name = given(pipelineName);
  if (name === undefined || pipelines.some((pipeline) => pipeline.name === name)) return;
  throw invalidRequest("pipeline_name: the collection has no such pipeline");
}
