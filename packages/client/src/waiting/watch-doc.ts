import type { Environment } from "../environment.js";
import type { DocInfo } from "../generated/models/index.js";
import type { DocInfoInput } from "../inputs.js";
import type { Operations } from "../operations.js";
import type { WatchOptions } from "./wait-options.js";
import { watch } from "./watch.js";

/**
 * The states of a document until it is done (0) or failed (1); every other state passes. Each answer signs the links
 * anew, so it is by its status and number of points that one differs from another.
 */
export function watchDoc(
  { getDocInfo }: Pick<Operations, "getDocInfo">,
  environment: Environment,
  input: DocInfoInput,
  options: WatchOptions | undefined,
): AsyncIterable<DocInfo> {
  return watch<DocInfo>(
    {
      ask: (options) => getDocInfo(input, options),
      isFinal: ({ status }) => status?.process_status === 0 || status?.process_status === 1,
      describe: ({ status, point_num }) => `process_status ${status?.process_status}, ${point_num} points`,
    },
    environment,
    options,
  );
}
