import { layers } from "../layers/layers.js";

/** What follows the options in the help. */
export const helpText = [
  "",
  "Signs with VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY, the 403 cases with",
  "VIKING_KB_RESTRICTED_ACCESS_KEY_ID and VIKING_KB_RESTRICTED_SECRET_ACCESS_KEY when they are set.",
  "",
  "With --cloud: the same keys, VIKING_KB_ENDPOINT, VIKING_KB_REGION and VIKING_KB_PROJECT, and the names of your",
  "resources in the file of --names or VIKING_KB_CONTRACT_NAMES; what it does not name is not tried.",
  'Without any key it says "not run" and ends with 0.',
  "",
  "With --differential: VIKING_KB_OTHER_ACCESS_KEY_ID and so on for the second server, else the first one's key.",
  "Each difference is explained by a row of --explained, or the run ends with 1.",
  "",
  ...layers.flatMap(({ name, proves, cannot }) => [`Layer ${name}: ${proves}`, `  ${cannot}`]),
  "",
  "Ends with 0 when the contract is kept, 1 when it is broken, 2 when it could not be tried.",
].join("\n");
