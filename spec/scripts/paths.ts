import { fileURLToPath } from "node:url";

/** The folder of the contract, with a slash at its end. */
export const specFolder = fileURLToPath(new URL("../", import.meta.url));
/** The folder of the whole project, with a slash at its end. */
export const projectFolder = fileURLToPath(new URL("../../", import.meta.url));
